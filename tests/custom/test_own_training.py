"""Losses, metrics and schedules of the given code: the converted model is compiled with them, and evaluates so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rekeras.custom.here import Here
from rekeras.custom.own_training import with_own_training
from rekeras.custom.session import Session
from rekeras.pipeline import convert
from rekeras.training._objects import OwnObject
from tests import zoo

CODE = zoo.ZOO / "custom" / "keras3_layers.py"
SCRIPT = """
import json, sys
import numpy as np
import keras
import keras3_layers

told = []
for name in ("training_objects", "schedule"):
    model = keras.models.load_model(name + ".keras")
    data = np.load(name + ".npz")
    values = model.evaluate(data["x0"], data["targets"], verbose=0, return_dict=True)
    rate = getattr(model.optimizer, "_learning_rate", None)
    told.append({"values": values, "rate": type(rate).__name__})
json.dump(told, open("told.json", "w"))
"""


def test_keras_evaluates_with_them(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / CODE.name).write_bytes(CODE.read_bytes())
    outputs, targets = {}, {}
    for name in ("training_objects", "schedule"):
        report = convert(file_of(f"{name}.h5"), tmp_path / f"{name}.keras", custom=[str(CODE)])
        assert not [finding for finding in report.findings if finding.code.endswith("_unknown")]
        with np.load(file_of(f"{name}.npz")) as recorded:
            outputs[name] = recorded["y0"]
            targets[name] = np.abs(np.sin(np.arange(outputs[name].size))).reshape(outputs[name].shape)
            np.savez(tmp_path / f"{name}.npz", x0=recorded["x0"], targets=targets[name].astype("float32"))
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    plain, own = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    y, t = outputs["training_objects"].astype("float64"), targets["training_objects"]
    assert plain["values"]["loss"] > np.mean(-t * (1 - y) ** 2 * np.log(y))  # the regularizer adds to it
    assert plain["values"]["r_squared"] == pytest.approx(
        1 - np.sum((t - y) ** 2) / np.sum((t - t.mean()) ** 2), rel=1e-4
    )
    y, t = outputs["schedule"].astype("float64"), targets["schedule"]
    assert own["values"]["loss"] == pytest.approx(np.mean(np.where(t > y, 1.5 * (t - y), y - t)), rel=1e-5)
    assert own["values"]["within"] == pytest.approx(np.mean(np.abs(t - y) < 0.25), abs=1e-6)
    assert own["rate"] == "WarmUp"


def test_what_keras_has_too_is_kerass_unless_the_person_says_so() -> None:
    def mse(y_true: object, y_pred: object) -> object:
        return y_true, y_pred

    settings = {"loss": {"out": "mse"}, "metrics": ["mine", "acc"], "optimizer_config": {"config": {}}}
    given = {"mine": mse}
    found = with_own_training(settings, Session(Here(given), explicit=given))
    assert found is not None
    assert found["loss"] == {"out": "mse"}
    assert isinstance(found["metrics"][0], OwnObject)
    assert found["metrics"][1] == "acc"
    said = {"mse": mse}
    explicit = with_own_training(settings, Session(Here(said), explicit=said))
    assert explicit is not None
    assert isinstance(explicit["loss"]["out"], OwnObject)


def test_a_model_that_was_not_compiled_stays_so() -> None:
    assert with_own_training(None, Session(Here({}), explicit={})) is None


def file_of(name: str) -> Path:
    """A file of TensorFlow 2.10."""
    return zoo.unpacked("custom/tf-2.10") / name
