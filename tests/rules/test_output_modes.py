from __future__ import annotations

from rekeras.rules.output_modes import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_renames_the_modes() -> None:
    check_upgraded(
        layer("TextVectorization", output_mode="binary"), layer("TextVectorization", output_mode="multi_hot"), rule
    )
    check_upgraded(layer("StringLookup", output_mode="tf-idf"), layer("StringLookup", output_mode="tf_idf"), rule)


def test_renames_the_number_of_tokens() -> None:
    before = layer("CategoryEncoding", max_tokens=6, output_mode="binary")
    check_upgraded(before, layer("CategoryEncoding", output_mode="multi_hot", num_tokens=6), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("TextVectorization", output_mode="int", max_tokens=6), rule)
    check_noop(layer("CategoryEncoding", num_tokens=6, output_mode="count"), rule)
