from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.layers._description import Shape
from rekeras.pairing.groups import Named

TENSOR = ArrayTensor(np.ones((3, 4)))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("dense/kernel:0", ("dense", "kernel")),
        ("dense_1/kernel_2:0", ("dense_1", "kernel")),
        ("dense/kernel", ("dense", "kernel")),
        ("b/forward_lstm/lstm_cell_3/recurrent_kernel:0", ("b", "forward_lstm", "lstm_cell_3", "recurrent_kernel")),
        ("kernel", ("kernel",)),
    ],
)
def test_the_path_is_the_name_without_counters_of_the_backend(name: str, path: tuple[str, ...]) -> None:
    assert Named(name, TENSOR).path == path


@pytest.mark.parametrize(
    ("name", "informative"),
    [
        ("dense/kernel:0", True),
        ("parameter_of_mine", True),
        ("param_0", False),
        ("Variable:0", False),
        ("d/weight_3", False),
        ("0", False),
    ],
)
def test_some_names_say_nothing(name: str, informative: bool) -> None:
    assert Named(name, TENSOR).is_informative is informative


@pytest.mark.parametrize(
    ("shape", "fits"),
    [((3, 4), True), ((None, 4), True), (None, True), ((3, 5), False), ((3,), False), ((3, 4, 1), False)],
)
def test_unknown_sizes_fit_any(shape: Shape, fits: bool) -> None:
    assert Named("kernel", TENSOR).fits(shape) is fits
