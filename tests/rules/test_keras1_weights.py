from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.keras1_weights import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, sequential, source

KERAS_1 = source("1.2.2")


def upgraded(before: Layer) -> Layer:
    after, changes, findings = apply_rule(rule, before, KERAS_1)
    assert [change.rule for change in changes] == [rule.name]
    assert not findings
    return after


@pytest.mark.parametrize(("class_name", "gates"), [("LSTM", "ifco"), ("GRU", "zrh")])
def test_gates_stand_side_by_side_in_the_order_of_keras_2(class_name: str, gates: str) -> None:
    shapes = {f"{kind}_{gate}": (4, 3)[kind == "b" :] for gate in reversed(gates) for kind in "WUb"}
    before = layer(class_name, "rnn", shapes, units=3)
    after = upgraded(before)
    assert list(after.weights) == ["kernel", "recurrent_kernel", "bias"]
    for new, old in (("kernel", "W"), ("recurrent_kernel", "U"), ("bias", "b")):
        parts = [before.weights[f"{old}_{gate}"].read() for gate in gates]
        np.testing.assert_array_equal(after.weights[new].read(), np.concatenate(parts, axis=-1))


def test_gates_that_stand_together_get_new_names() -> None:
    after = upgraded(layer("LSTM", "rnn", {"W": (4, 12), "U": (3, 12), "b": (12,)}, units=3))
    assert [tensor.shape for tensor in after.weights.values()] == [(4, 12), (3, 12), (12,)]


@pytest.mark.parametrize(
    ("class_name", "config", "shape", "axes"),
    [
        ("Conv2D", {"data_format": "channels_first"}, (5, 4, 2, 3), (2, 3, 1, 0)),
        ("Conv2D", {"data_format": "channels_last"}, (2, 3, 4, 5), (0, 1, 2, 3)),
        ("Conv3D", {"data_format": "channels_first"}, (5, 4, 2, 3, 1), (2, 3, 4, 1, 0)),
        ("Conv2DTranspose", {"data_format": "channels_first"}, (4, 5, 2, 3), (2, 3, 0, 1)),
        ("Conv2DTranspose", {"data_format": "channels_last"}, (2, 3, 4, 5), (0, 1, 3, 2)),
    ],
)
def test_kernels_have_filters_last(
    class_name: str, config: dict[str, Any], shape: tuple[int, ...], axes: tuple[int, ...]
) -> None:
    before = layer(class_name, "conv", {"W": shape}, **config)
    kernel = upgraded(before).weights["kernel"]
    np.testing.assert_array_equal(kernel.read(), np.transpose(before.weights["W"].read(), axes))


@pytest.mark.parametrize("shape", [(2, 1, 4, 3), (3, 4, 2, 1)], ids=["1.2", "1.1"])
def test_kernels_of_one_dimension_lose_an_axis(shape: tuple[int, ...]) -> None:
    before = layer("Conv1D", "conv", {"W": shape}, kernel_size=[2], filters=3)
    kernel = upgraded(before).weights["kernel"]
    straight = before.weights["W"].read() if shape[0] == 2 else np.transpose(before.weights["W"].read(), (2, 3, 1, 0))
    np.testing.assert_array_equal(kernel.read(), straight[:, 0])


def test_slopes_that_are_shared_are_told_by_their_shape() -> None:
    given = layer("InputLayer", "x", batch_shape=[None, 5, 4], dtype="float32")
    after = upgraded(sequential(given, layer("PReLU", "slopes", {"alphas": (1, 4)})))
    assert after.layers[1].config["shared_axes"] == [1]
    assert list(after.layers[1].weights) == ["alpha"]


def test_words_and_statistics_get_new_names() -> None:
    assert list(upgraded(layer("Embedding", "words", {"W": (9, 3)})).weights) == ["embeddings"]
    statistics = layer("BatchNormalization", "normal", {"running_mean": (3,), "running_std": (3,)})
    assert list(upgraded(statistics).weights) == ["moving_mean", "moving_variance"]


@pytest.mark.parametrize("other", [layer("Dense", "d", {"kernel": (4, 3)}), layer("Highway", "h", {"W": (3, 3)})])
def test_leaves_alone_new_names_and_layers_with_a_rule_of_their_own(other: Layer) -> None:
    check_noop(other, rule, KERAS_1)
