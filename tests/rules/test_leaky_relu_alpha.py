from __future__ import annotations

from rekeras.rules.leaky_relu_alpha import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_renames_it() -> None:
    check_upgraded(layer("LeakyReLU", alpha=0.1), layer("LeakyReLU", negative_slope=0.1), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("LeakyReLU", negative_slope=0.1), rule)
    check_noop(layer("ELU", alpha=0.1), rule)
