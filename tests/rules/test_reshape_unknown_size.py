from __future__ import annotations

from rekeras.rules.reshape_unknown_size import rule
from tests.rule_cases import check_noop, layer, upgraded


def test_writes_the_unknown_size_as_keras_does() -> None:
    assert upgraded(layer("Reshape", target_shape=[None, 3]), rule).config["target_shape"] == [-1, 3]


def test_leaves_others_alone() -> None:
    check_noop(layer("Reshape", target_shape=[-1, 3]), rule)
    check_noop(layer("Reshape"), rule)
