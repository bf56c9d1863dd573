"""Constants and objects as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.spelling.expressions import flat
from rekeras.spelling.values import constant, same, short, shortened


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ([3, 3], "(3, 3)"),
        ([[1, 2], [0, 1]], "((1, 2), (0, 1))"),
        ([None, 4], "(None, 4)"),
        ([0.5, 1], "[0.5, 1]"),
        ([], "[]"),
        (["a", 'b"'], """["a", 'b"']"""),
        (float("inf"), 'float("inf")'),
        ({"k": 1}, '{"k": 1}'),
        (True, "True"),
        ("a\\b\n", '"a\\\\b\\n"'),
    ],
)
def test_constants(value: Any, spelled: str) -> None:
    assert flat(constant(value)) == spelled


def initializer(name: str, **config: Any) -> dict[str, Any]:
    return {"module": "keras.initializers", "class_name": name, "config": config, "registered_name": None}


def test_initializers_with_their_own_defaults_are_names() -> None:
    assert short(initializer("GlorotUniform", seed=None)) == "glorot_uniform"
    assert short(initializer("OrthogonalInitializer", gain=1.0, seed=None)) == "orthogonal"
    scaling = initializer("VarianceScaling", scale=2.0, mode="fan_in", distribution="truncated_normal", seed=None)
    assert short(scaling) == "he_normal"


def test_initializers_with_other_arguments_stay() -> None:
    for given in (initializer("GlorotUniform", seed=3), initializer("RandomNormal", stddev=0.3)):
        assert short(given) is given


def test_values_and_defaults() -> None:
    assert same("uniform", "random_uniform", "embeddings_initializer")
    assert same((1, 1), [1, 1], "strides")
    assert not same(1, True, "use_bias")
    assert not same(0, False, "axis")


def test_numbers_that_were_float32_get_their_short_name_back() -> None:
    assert shortened(0.009999999776482582) == 0.01
    assert shortened(0.01) == 0.01
    assert shortened(1 / 3) == 1 / 3
