from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from rekeras.errors import MissingKerasError, ModelRefusedError, UnknownFormatError
from rekeras.load import is_keras_3, load_model
from rekeras.pipeline import convert
from tests import zoo

DENSE = next(member for member in zoo.members() if member.id == "keras-2.3.1/dense.h5")


# The single input is written as a list of one, as Keras before 3.4 needs it; newer Keras remarks on that when called.
LIST_OF_ONE = pytest.mark.filterwarnings("ignore:The structure of `inputs` doesn:UserWarning")


def outputs_of(model: object) -> list[np.ndarray]:
    with np.load(DENSE.recording) as recording:
        return [np.asarray(output) for output in model(recording["x0"])]  # type: ignore[operator]


def recorded() -> list[np.ndarray]:
    with np.load(DENSE.recording) as recording:
        return [recording[f"y{index}"] for index in range(3)]


def test_loads_an_old_file() -> None:
    for found, expected in zip(outputs_of(load_model(DENSE.path)), recorded(), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-5)


@LIST_OF_ONE
def test_passes_files_of_keras_3_through(tmp_path: Path) -> None:
    convert(DENSE.path, tmp_path / "new.keras")
    for found, expected in zip(outputs_of(load_model(tmp_path / "new.keras")), recorded(), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-5)


def test_does_not_compile_what_was_not_compiled() -> None:
    assert not load_model(DENSE.path, compile=True).compiled


def test_refuses_with_every_reason() -> None:
    refused = next(member for member in zoo.members() if member.refused and member.weights is None)
    with pytest.raises(ModelRefusedError) as error:
        load_model(refused.path)
    assert {finding.code for finding in error.value.findings} == refused.refused


def test_refuses_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.h5").write_bytes(b"nothing that anybody knows")
    with pytest.raises(UnknownFormatError):
        load_model(tmp_path / "model.h5")


def test_needs_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(MissingKerasError):
        load_model(DENSE.path)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"keras_version": "3.0.5"}, True),
        ({"keras_version": "2.15.0"}, False),
        ({}, False),
        ([], False),
    ],
)
def test_knows_files_of_keras_3_by_what_they_say(tmp_path: Path, metadata: object, expected: bool) -> None:
    with zipfile.ZipFile(tmp_path / "m.keras", "w") as archive:
        archive.writestr("metadata.json", json.dumps(metadata))
    assert is_keras_3(tmp_path / "m.keras") is expected


def test_an_hdf5_file_is_no_file_of_keras_3() -> None:
    assert not is_keras_3(DENSE.path)
    assert not is_keras_3(DENSE.path.with_name("missing.keras"))
