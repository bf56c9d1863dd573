from __future__ import annotations

from rekeras.rules.integer_lookup_keys import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_renames_values_to_tokens() -> None:
    check_upgraded(
        layer("IntegerLookup", max_values=5, mask_value=0, oov_value=-1, vocabulary=[3, 4]),
        layer("IntegerLookup", max_tokens=5, mask_token=0, oov_token=-1, vocabulary=[3, 4]),
        rule,
    )


def test_leaves_others_alone() -> None:
    check_noop(layer("IntegerLookup", max_tokens=5, mask_token=0), rule)
    check_noop(layer("StringLookup", mask_value=0), rule)
    check_noop(layer("IntegerLookup", mask_value=0, mask_token=1), rule)
