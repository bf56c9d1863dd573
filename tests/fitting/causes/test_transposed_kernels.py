from __future__ import annotations

import h5py

from rekeras.archive import Layer
from rekeras.fitting.causes.transposed_kernels import look
from tests import zoo
from tests.fitting.causes.sides import beside
from tests.pairing.cases import dense


def convolution(filters: int, **config: object) -> Layer:
    return Layer("Conv2D", "conv", {"filters": filters, "kernel_size": [2, 3], "use_bias": False, **config})


def test_tells_kernels_of_keras_1_with_filters_first() -> None:
    with h5py.File(zoo.unpacked("keras-1.2.2-tf") / "conv2d_th.h5") as file:
        found = file["model_weights/strides/strides_W:0"].shape
    (one,) = look(beside(convolution(2, data_format="channels_last"), (8, 8, 3), kernel=(2, 3, 2, 3)))
    assert found == (2, 3, 2, 3)
    assert one.where == "conv"
    assert "as Keras 1 wrote them for channels first (`th`): (2, 3, 2, 3) for (2, 3, 3, 2)" in one.found
    assert "--data-format channels_last" in one.advice


def test_tells_kernels_of_another_framework() -> None:
    (one,) = look(beside(dense("answer", 4), (3,), kernel=(4, 3), bias=(4,)))
    assert "at other axes: (4, 3) for (3, 4)" in one.found


def test_says_nothing_of_other_sizes() -> None:
    assert not list(look(beside(dense("answer", 4), (3,), kernel=(3, 5), bias=(5,))))
    assert not list(look(beside(convolution(2, data_format="channels_last"), (8, 8, 3), kernel=(2, 3, 3, 5))))
