from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.runner.process import KerasProcess


@pytest.fixture(scope="module")
def jax() -> Iterator[KerasProcess]:
    with KerasProcess("jax") as process:
        yield process


def dense_model(path: Path) -> Path:
    """A ``.keras`` file as Keras lays it out, made of its parts: no framework is imported by the tests."""
    layers: list[dict[str, Any]] = [
        {"class_name": "InputLayer", "config": {"batch_shape": [None, 2], "dtype": "float32", "name": "x"}},
        {"class_name": "Dense", "config": {"units": 1, "name": "dense", "activation": "linear"}},
    ]
    layers = [{**layer, "module": "keras.layers", "registered_name": None} for layer in layers]
    config = {
        "module": "keras",
        "class_name": "Sequential",
        "config": {"name": "m", "layers": layers, "build_input_shape": [None, 2]},
        "registered_name": None,
    }
    weights = path.with_suffix(".weights.h5")
    with h5py.File(weights, "w") as file:
        file["layers/dense/vars/0"] = np.array([[2.0], [-3.0]], "float32")
        file["layers/dense/vars/1"] = np.array([0.5], "float32")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.0.5", "date_saved": "2024-01-01@00:00:00"}))
        archive.writestr("config.json", json.dumps(config))
        archive.write(weights, "model.weights.h5")
    return path


def test_loads_without_inputs(jax: KerasProcess, tmp_path: Path) -> None:
    run = jax.run(dense_model(tmp_path / "m.keras"))
    assert (run.failed_at, run.parameters, run.outputs) == ("", 3, ())
    assert run.keras.startswith("3.")


def test_computes(jax: KerasProcess, tmp_path: Path) -> None:
    run = jax.run(dense_model(tmp_path / "m.keras"), {"x0": np.array([[1, 1], [4, 2]], "float32")})
    assert run.failed_at == ""
    np.testing.assert_allclose(run.outputs[0], [[-0.5], [2.5]])


def test_tells_why_a_file_does_not_load(jax: KerasProcess, tmp_path: Path) -> None:
    path = tmp_path / "m.keras"
    path.write_bytes(b"no zip")
    run = jax.run(path)
    assert run.failed_at == "load"
    assert "m.keras" in run.text


def test_tells_why_a_call_fails(jax: KerasProcess, tmp_path: Path) -> None:
    run = jax.run(dense_model(tmp_path / "m.keras"), {"x0": np.zeros((1, 7), "float32")})
    assert (run.failed_at, run.parameters) == ("call", 3)
    assert "(1, 7)" in run.reason()


def test_answers_again_after_a_failure(jax: KerasProcess, tmp_path: Path) -> None:
    jax.run(tmp_path / "missing.keras")
    assert jax.run(dense_model(tmp_path / "m.keras")).failed_at == ""


def test_ends_a_child_that_takes_too_long(tmp_path: Path) -> None:
    with KerasProcess("jax", python=script(tmp_path, "exec sleep 60"), seconds=0.3, start_seconds=0.3) as process:
        run = process.run(tmp_path / "m.keras")
    assert (run.failed_at, run.error) == ("time", "TimeoutError")


def test_tells_what_a_dying_child_said(tmp_path: Path) -> None:
    with KerasProcess("jax", python=script(tmp_path, "echo 'Illegal instruction' >&2; exit 3")) as process:
        run = process.run(tmp_path / "m.keras")
    assert run.failed_at == "process"
    assert run.text == "the process ended with code 3: Illegal instruction"


def test_tells_that_a_backend_cannot_start(tmp_path: Path) -> None:
    with KerasProcess("no_such_backend") as process:
        run = process.run(tmp_path / "m.keras")
    assert run.failed_at == "start"
    assert "no_such_backend" in run.text


def script(folder: Path, text: str) -> Path:
    """A stand-in for the interpreter."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path
