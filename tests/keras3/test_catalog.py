"""The catalog against the installed Keras."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rekeras.keras3.catalog import REQUIRED, catalog

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_catalog", ROOT / "scripts" / "make_catalog.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_history(written: dict[str, Any]) -> dict[str, Any]:
    """What the newest version alone decides."""
    plain = {key: value for key, value in written.items() if key != "minors"}
    for kind in ("layers", "initializers", "regularizers", "constraints"):
        plain[kind] = {
            name: {key: value for key, value in entry.items() if key not in ("since", "keys_since")}
            for name, entry in written[kind].items()
        }
    for kind in ("activations", "dtype_policies"):
        plain[kind] = sorted(written[kind])
    return plain


def test_says_what_the_installed_keras_says(script: ModuleType) -> None:
    observed = script.observe()
    written = json.loads(script.CATALOG.read_text(encoding="utf-8"))
    assert observed["version"] == written["keras"], "run scripts/make_catalog.py with the newest Keras"
    assert without_history(script.merge([observed])) == without_history(written)


def test_is_written_the_same_way_every_time(script: ModuleType) -> None:
    stored = script.CATALOG.read_text(encoding="utf-8")
    assert script.text(json.loads(stored)) == stored


def test_knows_where_variables_stand() -> None:
    classes = catalog().classes
    assert classes["LSTM"].variables == {"cell": ("kernel", "recurrent_kernel", "bias")}
    assert classes["BatchNormalization"].variables[""][:4] == ("gamma", "beta", "moving_mean", "moving_variance")
    assert classes["MultiHeadAttention"].variables["output_dense"] == ("kernel", "bias")
    assert classes["Dropout"].variables == {}
    assert "layer" in classes["TimeDistributed"].parts


def test_knows_since_when() -> None:
    classes = catalog().classes
    assert classes["Dense"].since == "3.0"
    assert classes["Dense"].keys_since["quantization_config"] == "3.13"
    assert classes["RMSNormalization"].keys_since["epsilon"] == classes["RMSNormalization"].since == "3.9"
    assert catalog().activations["sparsemax"] == "3.8"


def test_knows_defaults_and_what_is_required() -> None:
    dense = catalog().classes["Dense"]
    assert dense.keys["units"] is REQUIRED
    assert dense.keys["activation"] == "linear"
    assert dense.keys["kernel_initializer"] == "glorot_uniform"
    assert catalog().classes["Conv2D"].keys["strides"] == [1, 1]


def test_refuses_keys_that_keras_refuses() -> None:
    classes = catalog().classes
    assert not classes["DepthwiseConv2D"].accepts("groups")
    assert not classes["LSTM"].accepts("time_major")
    assert classes["LSTM"].accepts("implementation")
    assert "ThresholdedReLU" not in classes


def test_merge_refuses_variables_that_moved(script: ModuleType) -> None:
    def observation(version: str, path: str) -> dict[str, Any]:
        dense = {"module": "keras.layers", "keys": {}, "variables": {path: ["kernel"]}}
        kinds = ("initializers", "regularizers", "constraints", "activations", "dtype_policies")
        empty: dict[str, Any] = {kind: {} for kind in kinds}
        return {"version": version, "layers": {"Dense": dense}, **empty}

    with pytest.raises(ValueError, match="Dense: variables at 'inner'"):
        script.merge([observation("3.10.0", ""), observation("3.9.1", "inner")])


def test_reading_it_imports_no_framework() -> None:
    code = "import sys; from rekeras.keras3.catalog import catalog; catalog(); print('keras' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
