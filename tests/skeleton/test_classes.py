"""The classes of skeletons in real Keras: made from the config of the file, they have the variables of the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.read import open_archive
from rekeras.skeleton.classes import class_of, escaped
from rekeras.skeleton.module import module_of
from rekeras.skeleton.uses import Use, uses
from tests import zoo

MODELS = (
    *("attention_masked.h5", "lists_and_dicts.h5", "lists_and_dicts_saved_model", "multiple_tensors.h5"),
    *("nested_layers.h5", "nested_layers_saved_model", "own_weights.h5", "recurrent_cells.h5", "sequential_custom.h5"),
    *("shared_sublayers_saved_model", "tied_weights.h5", "transformer.h5", "transformer_saved_model", "variables.h5"),
    *("added_losses.h5", "subclassed_model_saved_model"),
)
SCRIPT = """
import importlib.util, json, sys
import keras

made = []
for case in json.load(open(sys.argv[1])):
    spec = importlib.util.spec_from_file_location("layers_" + str(len(made)), case["file"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    layer = getattr(module, case["class"]).from_config(case["config"])
    layer.build(case["shape"])
    shapes = [list(one.shape) for one in layer.variables if "seed" not in one.path]
    made.append({"shapes": sorted(shapes), "config": {key: layer.get_config().get(key) for key in case["config"]}})
    keras.backend.clear_session()
json.dump(made, open(sys.argv[2], "w"))
"""


def test_in_keras_they_have_the_variables_of_the_file(tmp_path: Path) -> None:
    cases = [case for model in MODELS for case in _cases(model, tmp_path)]
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    words = [sys.executable, "script.py", "cases.json", "made.json"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    made = json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))
    assert len(made) == len(cases) > 20
    for case, one in zip(cases, made, strict=True):
        assert one["shapes"] == case["expected"], case["where"]
        assert one["config"].keys() == case["config"].keys(), case["where"]


def _cases(model: str, folder: Path) -> list[dict[str, Any]]:
    path = zoo.unpacked("custom/tf-2.10") / model
    with open_archive(path) as archive:
        found = uses(archive.model, describe(archive.model)[0])
        file = folder / f"{model.replace('.', '_')}.py"
        file.write_text(module_of(model, found, archive.model), encoding="utf-8")
        return [_case(use, file) for each in found.values() for use in each if use.address and use.variables]


def _case(use: Use, file: Path) -> dict[str, Any]:
    args = use.inputs.args[0] if use.inputs.args else None
    shape = [list(one.shape or ()) for one in args] if isinstance(args, list) else list(use.inputs.first.shape or ())
    config = dict(use.layer.config) | {"name": use.layer.name}
    return {
        "where": f"{file.name}: {use.where}",
        "file": str(file),
        "class": use.layer.class_name,
        "config": config,
        "shape": shape or None,
        "expected": sorted(list(tensor.shape) for tensor in use.variables.values()),
    }


@pytest.mark.parametrize(
    "name",
    ['"""\nimport os\nos.system("echo")\n"""', "a\\", "x\ny", "\u202eevil", "class", "1", "'''", 'f"{x}"', "{self}"],
)
def test_names_in_the_file_cannot_become_code(name: str) -> None:
    layer = Layer(name, name, {name: name, "good": name, f"{name}_regularizer": {"class_name": name, "config": {}}})
    text = module_of(name, {(name, name): (Use((name,), layer),)}, layer)
    compiled = compile(text, "layers.py", "exec")
    assert "os" not in compiled.co_names
    assert "system" not in text.replace("os.system(", "", 0) or "import os\n" not in text


def test_a_class_without_anything_is_short() -> None:
    lines = list(class_of("Plain", (Use(("plain",), Layer("Plain", "plain", {"trainable": True})),)))
    assert not any("def __init__" in line or "def build" in line or "def get_config" in line for line in lines)
    assert any("def call" in line for line in lines)


def test_docstrings_stay_docstrings() -> None:
    assert '"' not in escaped('a"""b')
    assert escaped("a\\") == "a\\\\"
