from __future__ import annotations

from rekeras.rules.discretization_keys import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_renames_bins_and_drops_trainable() -> None:
    check_upgraded(
        layer("Discretization", bins=[0.0, 1.0], trainable=True),
        layer("Discretization", bin_boundaries=[0.0, 1.0]),
        rule,
    )
    check_upgraded(
        layer("Discretization", bin_boundaries=[0.5], trainable=True),
        layer("Discretization", bin_boundaries=[0.5]),
        rule,
    )


def test_leaves_others_alone() -> None:
    check_noop(layer("Discretization", bin_boundaries=[0.0]), rule)
    check_noop(layer("Discretization", bins=7), rule)
