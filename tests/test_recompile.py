"""Training through a whole conversion: what arrives, what is left out, and what is said of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import check, convert
from rekeras.records import Report, Severity
from tests.builders import dense, functional, input_layer, numbers, on, small_weights, write_keras, write_whole

ADAM = {"name": "Adam", "learning_rate": 0.25, "decay": 0.0, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-7}
SHAPES = {"first/kernel": (3, 4), "first/bias": (4,), "second/kernel": (4, 2), "second/bias": (2,)}


UNSAID = ("kernel_regularizer", "bias_regularizer", "kernel_constraint", "bias_constraint")
SAID = {"kernel_initializer": "glorot_uniform", "bias_initializer": "zeros", **dict.fromkeys(UNSAID)}


def model(**config: Any) -> dict[str, Any]:
    """Two Dense layers; the config is that of the first."""
    first, second = dense("first", 4, [on("x")], **SAID), dense("second", 2, [on("first")], **SAID)
    first["config"] |= config
    return functional([input_layer("x", 3), first, second], "x", "second")


def adam_state(shapes: Mapping[str, tuple[int, ...]] = SHAPES) -> dict[str, np.ndarray]:
    """As OptimizerV2 stored it: the steps, then every m, then every v."""
    state: dict[str, Any] = {"Adam/iter:0": np.array(7, "int64")}
    for at, slot in enumerate(("m", "v")):
        for index, (name, shape) in enumerate(shapes.items()):
            state[f"Adam/{name}/{slot}:0"] = numbers(*shape, seed=10 * at + index)
    return state


def compiled(
    path: Path, state: Mapping[str, np.ndarray] | None, optimizer: Any = None, architecture: Any = None, **settings: Any
) -> Path:
    """A model of tf.keras 2.4, compiled, with the state of its optimizer."""
    said = {"loss": "mse", "metrics": None, "weighted_metrics": None, "loss_weights": None, **settings}
    said["optimizer_config"] = optimizer or {"class_name": "Adam", "config": ADAM}
    source = path / "old.h5"
    text = json.dumps(said)
    write_whole(source, architecture or model(), small_weights(), keras_version="2.4.0", training_config=text)
    if state is not None:
        with h5py.File(source, "a") as file:
            group = file.create_group("optimizer_weights")
            group.attrs["weight_names"] = [name.encode() for name in state]
            for name, array in state.items():
                group[name] = array
    return source


def written(path: Path) -> tuple[dict[str, Any], dict[int, np.ndarray]]:
    """The compile settings of a file of Keras 3, and the variables of its optimizer."""
    with zipfile.ZipFile(path) as archive, h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
        config = json.loads(archive.read("config.json"))
        found = file["optimizer/vars"] if "optimizer" in file else {}
        return config.get("compile_config", {}), {int(name): item[()] for name, item in found.items()}


def codes(report: Report, *severities: Severity) -> Sequence[str]:
    chosen = severities or (Severity.ATTENTION, Severity.REFUSAL)
    return [finding.code for finding in report.findings if finding.severity in chosen]


def test_every_tensor_arrives_in_the_order_of_keras(tmp_path: Path) -> None:
    state = adam_state()
    report = convert(compiled(tmp_path, state), tmp_path / "new.keras")
    settings, variables = written(tmp_path / "new.keras")
    order = [f"Adam/{name}/{slot}:0" for name in SHAPES for slot in ("m", "v")]
    assert len(variables) == 2 + len(order)
    assert (int(variables[0]), float(variables[1])) == (7, 0.25)
    for index, name in enumerate(order):
        np.testing.assert_array_equal(variables[2 + index], state[name])
    assert settings["optimizer"]["class_name"] == "Adam"
    assert settings["optimizer"]["config"]["beta_1"] == 0.8
    assert codes(report) == []
    assert report.tensor_totals() == {"kept": 13, "changed": 0, "dropped": 0}
    assert report.created == ("optimizer/vars/1",), "the learning rate stands in the arguments"


def test_names_of_the_file_say_what_was_trained(tmp_path: Path) -> None:
    """A layer that was frozen after the model was compiled still has a state, which Keras 3 does not ask for."""
    source = compiled(tmp_path, adam_state(), architecture=model(trainable=False))
    report = convert(source, tmp_path / "new.keras")
    _settings, variables = written(tmp_path / "new.keras")
    assert [array.shape for _index, array in sorted(variables.items())][2:] == [(4, 2), (4, 2), (2,), (2,)]
    dropped = [fate for fate in report.tensors if fate.fate == "dropped"]
    assert {fate.reason for fate in dropped} == {"it was kept for a variable that is not trained any more"}
    assert len(dropped) == 4


def spoiled(name: str, array: Any) -> dict[str, np.ndarray]:
    return {**adam_state(), name: np.asarray(array, "float32")}


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (dict(list(adam_state().items())[:-1]), "it has 8 tensors"),
        ({**adam_state(), "Adam/third/kernel/v:0": numbers(2, 2)}, "with 4 trained variables has 9"),
        (spoiled("Adam/first/kernel/m:0", numbers(4, 3)), "(4, 3), the variable in its place (3, 4)"),
        (spoiled("Adam/second/bias/v:0", [np.nan, 1]), "second/bias/v:0 holds NaN"),
        (spoiled("Adam/second/bias/v:0", [np.inf, 1]), "second/bias/v:0 holds NaN or infinity"),
    ],
)
def test_a_state_that_does_not_fit_is_left_out_or_refused(
    tmp_path: Path, state: Mapping[str, np.ndarray], reason: str
) -> None:
    source = compiled(tmp_path, state)
    report = convert(source, tmp_path / "new.keras")
    assert codes(report) == ["optimizer_state"]
    assert reason in next(finding.found for finding in report.findings if finding.code == "optimizer_state")
    settings, variables = written(tmp_path / "new.keras")
    assert (settings["optimizer"]["class_name"], variables) == ("Adam", {})
    assert report.tensor_totals()["dropped"] == len(state)
    with pytest.raises(ModelRefusedError, match="state is left out"):
        convert(source, tmp_path / "other.keras", require_optimizer=True)
    assert not (tmp_path / "other.keras").exists()


@pytest.mark.parametrize("name", ["Mine", "Mine>Adam2"])
def test_an_optimizer_of_somebodys_own_leaves_a_model_for_inference(tmp_path: Path, name: str) -> None:
    source = compiled(tmp_path, adam_state(), {"class_name": name, "config": {}})
    report = convert(source, tmp_path / "new.keras")
    assert codes(report) == ["optimizer_unknown"]
    assert written(tmp_path / "new.keras") == ({}, {})
    with pytest.raises(ModelRefusedError, match="no optimizer that rekeras knows"):
        convert(source, tmp_path / "other.keras", require_optimizer=True)


def test_a_schedule_of_somebodys_own_is_said(tmp_path: Path) -> None:
    rate = {"class_name": "Mine>Warmup", "config": {"initial_learning_rate": 0.5}}
    optimizer = {"class_name": "Adam", "config": {**ADAM, "learning_rate": rate}}
    report = convert(compiled(tmp_path, adam_state(), optimizer), tmp_path / "new.keras")
    assert codes(report) == ["learning_rate_schedule"]
    settings, variables = written(tmp_path / "new.keras")
    assert settings["optimizer"]["config"]["learning_rate"] == 0.5
    assert len(variables) == 10


def test_without_a_state_the_optimizer_begins_anew(tmp_path: Path) -> None:
    source = compiled(tmp_path, None)
    report = convert(source, tmp_path / "new.keras")
    assert codes(report) == []
    assert "optimizer_without_state" in codes(report, Severity.NOTE)
    assert written(tmp_path / "new.keras")[1] == {}
    with pytest.raises(ModelRefusedError, match="begins anew"):
        convert(source, tmp_path / "other.keras", require_optimizer=True)


def test_a_model_that_was_not_compiled_is_not(tmp_path: Path) -> None:
    source = write_whole(tmp_path / "old.h5", model(), small_weights())
    convert(source, tmp_path / "new.keras")
    assert written(tmp_path / "new.keras") == ({}, {})
    with pytest.raises(ModelRefusedError):
        convert(source, tmp_path / "other.keras", require_optimizer=True)


def test_empty_settings_of_keras_3_are_none(tmp_path: Path) -> None:
    config = {**model(), "compile_config": {}}
    tensors = {
        "layers/dense/vars/0": numbers(3, 4),
        "layers/dense/vars/1": numbers(4),
        "layers/dense_1/vars/0": numbers(4, 2),
        "layers/dense_1/vars/1": numbers(2),
    }
    source = write_keras(tmp_path / "old.keras", config, tensors)
    assert codes(convert(source, tmp_path / "new.keras"), *Severity) == []


def test_a_state_without_settings_is_said(tmp_path: Path) -> None:
    source = compiled(tmp_path, adam_state())
    with h5py.File(source, "a") as file:
        del file.attrs["training_config"]
    report = convert(source, tmp_path / "new.keras")
    assert "optimizer_state" in codes(report, Severity.NOTE)
    assert report.tensor_totals()["dropped"] == 9


def test_check_says_what_convert_does(tmp_path: Path) -> None:
    source = compiled(tmp_path, spoiled("Adam/second/bias/v:0", [np.nan, 1]))
    assert codes(check(source)) == ["optimizer_state"]


def test_other_targets_hold_no_optimizer(tmp_path: Path) -> None:
    report = convert(compiled(tmp_path, adam_state()), tmp_path / "new.weights.h5")
    assert {fate.reason for fate in report.tensors if fate.fate == "dropped"} == {"the target holds no optimizer"}


def test_an_older_keras_gets_a_model_that_it_reads(tmp_path: Path) -> None:
    """Nadam's variables have another order before Keras 3.12."""
    optimizer = {"class_name": "Nadam", "config": {key: ADAM[key] for key in ADAM if key != "decay"}}
    state = {"Nadam/iter:0": np.array(7, "int64"), "Nadam/momentum_cache:0": np.array(0.5, "float32")}
    state |= {name: array for name, array in adam_state().items() if array.shape}
    source = compiled(tmp_path, state, optimizer)
    assert convert(source, tmp_path / "new.keras").oldest_keras == "3.12"
    assert len(written(tmp_path / "new.keras")[1]) == 11
    assert "optimizer_state" in codes(convert(source, tmp_path / "old.keras", keras="3.8"))
    assert written(tmp_path / "old.keras") == ({}, {})


def test_keras_3_0_forgets_what_is_frozen(tmp_path: Path) -> None:
    source = compiled(tmp_path, adam_state(), architecture=model(trainable=False))
    assert convert(source, tmp_path / "new.keras", keras="3.3").oldest_keras == "3.3"
    assert "optimizer_state" in codes(convert(source, tmp_path / "old.keras", keras="3.0"))


def test_hard_sigmoid_keeps_the_weights_that_are_trained(tmp_path: Path) -> None:
    gate = model(activation="hard_sigmoid")
    report = convert(compiled(tmp_path, adam_state(), architecture=gate), tmp_path / "new.keras")
    assert report.tensor_totals()["changed"] == 0
    assert any("the optimizer goes on where it was" in change.what for change in report.changes)
    alone = convert(compiled(tmp_path, None, architecture=gate), tmp_path / "alone.keras")
    assert alone.tensor_totals()["changed"] == 2, "folded, where nothing is trained on"
    folded = convert(compiled(tmp_path, adam_state(), architecture=gate), tmp_path / "old.keras", keras="3.8")
    assert "optimizer_state" in codes(folded)
