from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.checks._resumption import read_resumption
from rekeras.errors import UnreadableFileError

DATA = {"x0": np.ones((2, 3)), "x1": np.zeros((2, 1)), "t0": np.ones((2, 1)), "s0": np.array([1.0, 2.0])}
KERNEL, BIAS = np.ones((3, 1)), np.zeros(1)


def recorded(folder: Path, **arrays: object) -> Path:
    np.savez(folder / "data.npz", **arrays)  # type: ignore[arg-type]
    return folder / "data.npz"


def test_reads_what_was_recorded(tmp_path: Path) -> None:
    path = recorded(
        tmp_path,
        **DATA,
        losses=[0.5, 0.25],
        w1_0=KERNEL,
        w1_1=BIAS,
        w10_0=KERNEL * 2,
        w10_1=BIAS + 1,
        weight_layers=["dense", "dense"],
        weight_names=["dense/kernel:0", "dense/bias:0"],
        metric_names=["loss", "mae"],
        metrics=[0.5, 0.75],
        y0=BIAS,
    )
    found = read_resumption(path)
    assert found.data.keys() == DATA.keys()
    assert found.losses == (0.5, 0.25)
    assert list(found.weights) == [1, 10]
    np.testing.assert_array_equal(found.weights[10][1], BIAS + 1)
    assert found.names == ("dense/kernel:0", "dense/bias:0")
    assert found.metrics == {"loss": 0.5, "mae": 0.75}


def test_names_and_weights_may_be_missing(tmp_path: Path) -> None:
    found = read_resumption(recorded(tmp_path, **DATA, losses=[0.5]))
    assert (found.losses, found.weights, found.layers) == ((0.5,), {}, ())


@pytest.mark.parametrize(
    ("arrays", "expected"),
    [
        ({"t0": BIAS, "losses": [1.0]}, "inputs x0 …"),
        ({"x0": KERNEL, "losses": [1.0]}, "targets t0 …"),
        (DATA, "losses, or weights"),
    ],
)
def test_tells_what_is_missing(tmp_path: Path, arrays: dict[str, object], expected: str) -> None:
    with pytest.raises(UnreadableFileError) as problem:
        read_resumption(recorded(tmp_path, **arrays))
    assert expected in problem.value.expected
    assert "train_on_batch" in problem.value.advice


def test_tells_which_weight_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="w1_1"):
        read_resumption(recorded(tmp_path, **DATA, w1_0=KERNEL, w1_2=BIAS))


def test_refuses_what_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / "data.npz").write_bytes(b"text")
    with pytest.raises(UnreadableFileError):
        read_resumption(tmp_path / "data.npz")
