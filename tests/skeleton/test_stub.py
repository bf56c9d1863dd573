"""Skeletons of classes of genuine files: Python that can be filled in, and then loads the weights."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from rekeras.pipeline import convert
from rekeras.records import Outcome
from rekeras.skeleton.stub import write_stub
from rekeras.verify import verify
from tests import zoo

CLASSES = {
    "attention_masked": {"AttentionWithContext"},
    "lists_and_dicts": {"Branches"},
    "mixed_model": {"Affine", "Encoder"},
    "multiple_tensors": {"CrossGate"},
    "nested_layers": {"ResidualBlock"},
    "own_weights": {"ScaledDense"},
    "recurrent_cells": {"MinimalCell", "ProjectedCell"},
    "sequential_custom": {"Maxout", "Standardize"},
    "shared_sublayers": {"Twins"},
    "tied_weights": {"TiedAutoencoder", "TiedEmbedding"},
    "transformer": {"TokenAndPositionEmbedding", "TransformerBlock"},
    "variables": {"Powers"},
    "wrappers": {"Gated", "Shift"},
}
FILES = [
    (archive, file)
    for archive in zoo.archives_apart("custom")
    for model, entry in zoo.manifest(archive)["models"].items()
    for file in entry["files"]
    if file in (f"{model}.h5", f"{model}.keras", f"{model}_saved_model")
][::5]
"""Every fifth: of each model a file or more, of one era or another."""
COMPUTED = "    return self.activation((inputs - self.offset) @ self.kernel * self.scale + self.bias)"
"""What the genuine ScaledDense computes."""


@pytest.mark.parametrize(("archive", "file"), FILES)
def test_the_skeleton_of_a_genuine_file_is_python(archive: str, file: str) -> None:
    stub = write_stub(zoo.unpacked(archive) / file)
    module = ast.parse(stub.text)
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    assert tuple(node.name for node in classes) == stub.classes
    assert all({"call"} <= {one.name for one in node.body if isinstance(one, ast.FunctionDef)} for node in classes)


@pytest.mark.parametrize("model", CLASSES)
def test_every_class_of_the_model_is_in_it(model: str) -> None:
    assert set(write_stub(file_of(model)).classes) == CLASSES[model]


def test_a_model_of_layers_of_keras_needs_none() -> None:
    stub = write_stub(zoo.unpacked("tf-2.10") / "dense.h5")
    assert (stub.text, stub.classes, stub.layers) == ("", (), 0)


def test_filled_in_it_loads_the_weights_and_computes_the_same(tmp_path: Path) -> None:
    layers, new = tmp_path / "layers.py", tmp_path / "new.keras"
    text = write_stub(file_of("own_weights")).text
    empty = '    raise NotImplementedError("What ScaledDense computes is not in the file")'
    assert empty in text
    layers.write_text(text.replace(empty, COMPUTED), encoding="utf-8")
    convert(file_of("own_weights"), new, custom=[str(layers)])
    recorded = file_of("own_weights").with_suffix(".npz")
    checks = verify(file_of("own_weights"), new, custom=[str(layers)], inputs=recorded, backends=["jax"])
    outcomes = {check.check: check.outcome for check in checks}
    assert outcomes["accounted"] is outcomes["outputs_close"] is Outcome.PASSED, checks


def file_of(model: str) -> Path:
    """A model of TensorFlow 2.10."""
    return zoo.unpacked("custom/tf-2.10") / f"{model}.h5"
