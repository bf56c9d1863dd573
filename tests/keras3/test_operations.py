"""The catalog of operations against the installed Keras, and what versions they need."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from rekeras.archive import Layer
from rekeras.keras3.operations import operations, since, unknown_keys, written_config

ROOT = Path(__file__).parents[2]
NUMPY = "keras.src.ops.numpy"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_operations", ROOT / "scripts" / "make_operations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_says_what_the_installed_keras_says(script: ModuleType) -> None:
    observed = script.merge([script.observe()])
    written = json.loads(script.OPERATIONS.read_text(encoding="utf-8"))
    history = ("since", "keys_since", "defaults_since", "call_since")
    assert observed["keras"] == written["keras"], "run scripts/make_operations.py with the newest Keras"
    for name, entry in observed["operations"].items():
        newest = {key: value for key, value in written["operations"][name].items() if key not in history}
        assert newest == {key: value for key, value in entry.items() if key not in history}
    assert script.text(written) == script.OPERATIONS.read_text(encoding="utf-8")


def test_knows_functions_and_arguments() -> None:
    add = operations()["Add"]
    assert (add.module, add.function, add.since, list(add.call)) == (NUMPY, "add", "3.0", ["x1", "x2"])


def test_a_name_is_written_where_every_version_takes_one() -> None:
    assert written_config(Layer("Add", "sum", package=NUMPY), []) == {"name": "sum"}
    assert written_config(Layer("Mean", "average", {"axis": 1}, package=NUMPY), ["average", "dense"]) == {"axis": 1}


def test_a_name_is_written_where_another_one_would_collide() -> None:
    mean = Layer("Mean", "average", {"axis": 1, "keepdims": False}, package=NUMPY)
    assert written_config(mean, ["average", "mean_1"])["name"] == "average"
    assert max(version for version, _what in since(mean, ["average", "mean_1"])) == "3.11"
    assert {version for version, _what in since(mean, ["average", "means"])} == {"3.0"}


def test_says_which_versions_have_it() -> None:
    assert ("3.2", "the operation get_item") in since(Layer("GetItem", "part", package=NUMPY), [])
    assert ("3.3", "the operation argmax with keepdims") in since(
        Layer("Argmax", "place", {"axis": 1, "keepdims": True}, package=NUMPY), []
    )


def test_unknown_ones_are_told() -> None:
    assert unknown_keys(Layer("Mean", "m", {"axis": 1, "made_up": 2}, package=NUMPY)) == ("made_up",)
    assert unknown_keys(Layer("MadeUp", "m", package=NUMPY)) == ("class_name",)
    assert unknown_keys(Layer("Relu", "r", package=NUMPY)) == ("class_name",)
