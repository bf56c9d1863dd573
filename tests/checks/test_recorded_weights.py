from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import Archive, ArrayTensor, Layer, MappedTensor
from rekeras.checks._recorded_weights import UnlikeModelError, converted_weights, with_recorded
from rekeras.checks._resumption import Resumption
from tests.training.sources import archive, dense

KERNEL, BIAS = np.arange(12.0).reshape(4, 3), np.arange(3.0)


def old(*, origins: tuple[str, str] = ("a", "b")) -> Archive:
    """A model whose one layer has its kernel turned around on the way in."""
    kernel = ArrayTensor(np.zeros((3, 4)), (origins[0],))
    turned = MappedTensor((kernel,), np.transpose, (4, 3), "float64")
    layer = replace(dense("last", 3), weights={"kernel": turned, "bias": ArrayTensor(np.zeros(3), (origins[1],))})
    return archive(Layer("Sequential", "m", {"build_input_shape": [None, 4]}, layers=(layer,)))


def recorded(*arrays: np.ndarray, names: tuple[str, ...] = ()) -> Resumption:
    return Resumption({}, weights={5: arrays}, names=names, layers=("last",) * len(names))


def test_names_of_the_source_are_found_again() -> None:
    source = old(origins=("model_weights/last/last/kernel:0", "model_weights/last/last/bias:0"))
    given = recorded(BIAS, KERNEL.T, names=("last/bias:0", "last/kernel:0"))
    weights = with_recorded(source, given, 5).model.layers[0].weights
    np.testing.assert_array_equal(weights["kernel"].read(), KERNEL)
    np.testing.assert_array_equal(weights["bias"].read(), BIAS)


def test_weights_without_names_go_by_their_order() -> None:
    weights = with_recorded(old(), recorded(KERNEL, BIAS), 5).model.layers[0].weights
    np.testing.assert_array_equal(weights["kernel"].read(), KERNEL)


def test_another_number_of_weights_is_told() -> None:
    with pytest.raises(UnlikeModelError, match="3 weights were recorded, and the model has 2"):
        with_recorded(old(), recorded(KERNEL, BIAS, BIAS), 5)


def test_other_shapes_are_told() -> None:
    with pytest.raises(UnlikeModelError, match="last"):
        with_recorded(old(), recorded(KERNEL, BIAS[:2]), 5)


def test_what_was_recorded_is_converted_as_the_file_is() -> None:
    def twice(given: Archive) -> Layer:
        layer = given.model.layers[0]
        doubled = MappedTensor((layer.weights["kernel"],), lambda array: 2 * array, (4, 3), "float64")
        return replace(given.model, layers=(replace(layer, weights={**layer.weights, "kernel": doubled}),))

    placed = converted_weights(recorded(KERNEL, BIAS), old(), twice)[5]
    assert sorted(placed) == ["layers/dense/vars/0", "layers/dense/vars/1"]
    np.testing.assert_array_equal(placed["layers/dense/vars/0"].read(), 2 * KERNEL)
