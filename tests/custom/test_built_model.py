from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rekeras.custom.built_model import names_function, save_built_model
from rekeras.errors import UnreadableFileError
from rekeras.weights import put_weights
from tests.fitting.cases import weights

CODE = """
import keras

print("a person's code may print")

def build():
    inputs = tensor = keras.Input((5,))
    for name, units in (("dense_1", 4), ("dense_2", 6), ("dense_3", 3)):
        tensor = keras.layers.Dense(units, activation="tanh", name=name)(tensor)
    return keras.Model(inputs, tensor)

def broken():
    return keras.layers.Dense(4, activation="nonsense")

def unbuilt():
    return keras.Sequential([keras.layers.Dense(4)])

def endless():
    while True:
        pass
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    path = tmp_path / "my_models.py"
    path.write_text(CODE)
    return path


def test_the_model_of_a_function_gets_the_weights(code: Path, tmp_path: Path) -> None:
    report = put_weights(weights("stack"), f"{code}:build", tmp_path / "filled.keras")
    assert report.architecture == f"{code}:build"
    assert report.totals()["put"] == 3
    assert zipfile.is_zipfile(tmp_path / "filled.keras")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("broken", r"my_models\.py, line 13: fails, ValueError: Could not interpret activation"),
        ("unbuilt", "returned a model that is not built"),
    ],
)
def test_says_what_is_wrong_with_a_function(function: str, said: str, code: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        save_built_model(f"{code}:{function}", tmp_path / "model.keras")
    assert not (tmp_path / "model.keras").exists()


def test_ends_a_function_that_takes_too_long(code: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no answer within 1 seconds"):
        save_built_model(f"{code}:endless", tmp_path / "model.keras", seconds=1.0)


def test_code_that_is_no_python_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("def build(:\n")
    with pytest.raises(UnreadableFileError, match=r"bad\.py, line 1: is no Python"):
        save_built_model(f"{tmp_path / 'bad.py'}:build", tmp_path / "model.keras")


def test_tells_a_function_from_a_file(tmp_path: Path) -> None:
    assert names_function("my_models:build")
    assert names_function("models/my_models.py:build")
    assert not names_function("new.keras")
    assert not names_function("C:model")
    (tmp_path / "odd:name").touch()
    assert not names_function(str(tmp_path / "odd:name"))
