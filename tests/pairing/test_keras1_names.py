from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.keras1_names import named_by_keras_1, taken_apart, written_by_tensorflow


def group(layer: str, *names: str) -> Group:
    return Group(layer, tuple(Named(name, ArrayTensor(np.zeros(1))) for name in names))


@pytest.mark.parametrize(
    ("layer", "name", "apart"),
    [
        ("lstm_1", "lstm_1_W_i", "lstm_1/W_i"),
        ("dense_1", "dense_1_W:0", "dense_1/W:0"),
        ("dense_1", "dense_1_W_1:0", "dense_1/W_1:0"),
        ("normal", "normal_running_std", "normal/running_std"),
        ("separable", "separable_depthwise_kernel:0", "separable/W_depthwise:0"),
        ("fire2/squeeze", "fire2/squeeze_W:0", "fire2/squeeze/W:0"),
    ],
)
def test_takes_names_apart(layer: str, name: str, apart: str) -> None:
    of_keras_1 = group(layer, name)
    assert named_by_keras_1([of_keras_1])
    assert [entry.name for entry in taken_apart(of_keras_1).entries] == [apart]


@pytest.mark.parametrize(
    ("layer", "name"),
    [("dense", "dense/kernel:0"), ("mine", "mine/mine_W:0"), ("dense", "dense_kernel"), ("a/b", "a/b/gamma:0")],
)
def test_leaves_other_names_to_keras_2(layer: str, name: str) -> None:
    assert not named_by_keras_1([group(layer, name)])
    assert not named_by_keras_1([group("dense_1", "dense_1_W"), group(layer, name)])


def test_no_variables_say_nothing() -> None:
    assert not named_by_keras_1([group("flatten")])


def test_tensorflow_ends_names_in_a_zero() -> None:
    assert written_by_tensorflow([group("dense", "dense_W:0", "dense_b:0")])
    assert not written_by_tensorflow([group("dense", "dense_W", "dense_b")])
