from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer, Leftover, MappedTensor
from rekeras.checks._case import Case
from rekeras.checks.accounted import check, difference
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.records import Change, Outcome, Safety
from tests.checks.cases import archive_of

KERNEL = np.arange(6, dtype="float32").reshape(2, 3) - 1.5
BIAS = np.array([0.5, -0.25, np.nan], "float32")
PLACES = {"layers/dense/vars/0": KERNEL, "layers/dense/vars/1": BIAS}


def model(kernel: np.ndarray = KERNEL, bias: np.ndarray = BIAS) -> Layer:
    weights = {"kernel": ArrayTensor(kernel, ("dense/kernel:0",)), "bias": ArrayTensor(bias, ("dense/bias:0",))}
    dense = Layer("Dense", "dense_7", {"units": 3, "use_bias": True}, weights)
    return Layer("Sequential", "m", layers=(Layer("InputLayer", "x", {"batch_shape": [None, 2]}), dense))


def written(folder: Path, places: dict[str, np.ndarray]) -> Path:
    with h5py.File(folder / "weights.h5", "w") as file:
        for place, array in places.items():
            file[place] = array
    with zipfile.ZipFile(folder / "new.keras", "w") as archive:
        archive.write(folder / "weights.h5", "model.weights.h5")
    return folder / "new.keras"


def case(new: Path, upgraded: Layer | None = None, *changes: Change) -> Case:
    return Case(archive_of(model()), archive_of(upgraded or model()), new, changes)


def test_passes_where_every_tensor_is_the_same_bit_for_bit(tmp_path: Path) -> None:
    (result,) = check.run(case(written(tmp_path, PLACES)))
    assert result.outcome is Outcome.PASSED, result.detail
    assert result.detail == "2 tensors of the source: 2 kept, 0 changed, 0 dropped; 2 in the new file"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"layers/dense/vars/0": KERNEL}, "layers/dense/vars/1 is missing from the new file"),
        ({**PLACES, "layers/dense/vars/1": BIAS + 1}, "layers/dense/vars/1 holds other numbers than dense/bias:0"),
        ({**PLACES, "layers/dense/vars/0": KERNEL.T}, "is float32 (3, 2), not float32 (2, 3)"),
        ({**PLACES, "layers/dense/vars/0": KERNEL.astype("float64")}, "is float64 (2, 3), not float32 (2, 3)"),
        ({**PLACES, "layers/dense_1/vars/0": BIAS}, "layers/dense_1/vars/0 stands in the new file without a source"),
    ],
)
def test_fails_where_a_tensor_differs(tmp_path: Path, places: dict[str, np.ndarray], said: str) -> None:
    (result,) = check.run(case(written(tmp_path, places)))
    assert result.outcome is Outcome.FAILED
    assert said in result.detail


def test_fails_where_a_tensor_got_lost_on_the_way(tmp_path: Path) -> None:
    upgraded = model()
    dense = replace(upgraded.layers[1], weights={"kernel": upgraded.layers[1].weights["kernel"]})
    lost = replace(upgraded, layers=(upgraded.layers[0], dense))
    (result,) = check.run(case(written(tmp_path, {"layers/dense/vars/0": KERNEL}), lost))
    assert result.outcome is Outcome.FAILED
    assert "dense/bias:0" in result.detail


def test_compares_what_a_rule_computed(tmp_path: Path) -> None:
    upgraded = model()
    old = upgraded.layers[1].weights
    doubled = MappedTensor((old["bias"],), lambda bias: bias * 2, (3,), "float32")
    changed = replace(
        upgraded, layers=(upgraded.layers[0], replace(upgraded.layers[1], weights={**old, "bias": doubled}))
    )
    change = Change("twice", "dense_7", "The bias counts twice", Safety.EXACT, tensors=("dense/bias:0",))
    (right,) = check.run(case(written(tmp_path, {**PLACES, "layers/dense/vars/1": BIAS * 2}), changed, change))
    assert right.outcome is Outcome.PASSED
    assert "1 kept, 1 changed, 0 dropped" in right.detail
    (wrong,) = check.run(case(written(tmp_path, PLACES), changed, change))
    assert wrong.outcome is Outcome.FAILED


def test_counts_what_the_reader_left_over(tmp_path: Path) -> None:
    extra = Leftover(ArrayTensor(BIAS, ("optimizer/m:0",)), "training state")
    whole = case(written(tmp_path, PLACES))
    (result,) = check.run(replace(whole, old=replace(whole.old, leftovers=(extra,))))
    assert "3 tensors of the source: 2 kept, 0 changed, 1 dropped" in result.detail


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_fails_where_the_new_file_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "new.keras").write_bytes(content)
    (result,) = check.run(case(tmp_path / "new.keras"))
    assert result.outcome is Outcome.FAILED


def test_compares_slices_cut_at_different_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rekeras.checks.accounted.DEFAULT_LIMITS", Limits(chunk_bytes=12))
    assert DEFAULT_LIMITS.chunk_bytes > 12
    array = np.arange(35, dtype="float64").reshape(5, 7)
    flat = ArrayTensor(array.reshape(7, 5).T.copy().T.reshape(5, 7))
    assert difference(flat, ArrayTensor(array)) == ""
    other = array.copy()
    other[4, 6] = 0
    assert difference(ArrayTensor(other), ArrayTensor(array)) != ""
