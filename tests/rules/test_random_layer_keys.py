from __future__ import annotations

from rekeras.rules.random_layer_keys import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_drops_the_kind_of_generator() -> None:
    check_upgraded(layer("RandomFlip", seed=1, rng_type="stateful"), layer("RandomFlip", seed=1), rule)
    check_upgraded(layer("Dropout", rate=0.1, force_generator=True), layer("Dropout", rate=0.1), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("RandomFlip", seed=1), rule)
    check_noop(layer("MyLayer", rng_type="stateful"), rule)
