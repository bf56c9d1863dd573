"""Activation functions that a person gives become operations; genuine models then compute what they always did."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError, UnreadableFileError
from rekeras.pipeline import check, convert
from rekeras.records import Outcome, Severity
from rekeras.rules.activation_functions import rule
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo
from tests.rule_cases import check_noop, layer

FUNCTIONS = ("hard_mish", "tilted", "bump", "shares")
ARCHIVES = [
    archive for archive in zoo.archives_apart("custom") if "activations_last" in zoo.manifest(archive)["models"]
]
BACKENDS = ("jax", "torch", "tensorflow")


@pytest.mark.parametrize("archive", ARCHIVES)
def test_a_genuine_model_computes_the_same_with_keras_alone(
    archive: str, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]
) -> None:
    folder, new = zoo.unpacked(archive), tmp_path / "new.keras"
    given = {name: f"{folder / 'activations_last.py'}:{name}" for name in FUNCTIONS}
    convert(folder / "activations_last.h5", new, lambdas=given)
    backend = BACKENDS[ARCHIVES.index(archive) % len(BACKENDS)]
    recorded = folder / "activations_last.npz"
    process = {backend: keras_processes[backend]}
    checks = verify_in(process, folder / "activations_last.h5", new, lambdas=given, inputs=recorded)
    outcomes = {each.check: each.outcome for each in checks}
    assert outcomes["accounted"] is outcomes["outputs_close"] is Outcome.PASSED, checks


def test_without_the_functions_it_is_refused_by_their_names() -> None:
    report = check(zoo.unpacked("custom/tf-2.10") / "activations_last.h5")
    refused = [finding for finding in report.findings if finding.severity is Severity.REFUSAL]
    assert {finding.code for finding in refused} == {"unknown_activation"}
    assert {name for name in FUNCTIONS for finding in refused if f"--lambda {name}=" in finding.advice} == set(
        FUNCTIONS
    )


@pytest.mark.parametrize(
    ("model", "functions", "code"),
    [
        ("activations", ("mish", "tilted", "bump"), "activation_inside"),
        ("activations_masked", ("squash",), "masked_input"),
    ],
)
def test_what_operations_cannot_say_is_refused(model: str, functions: tuple[str, ...], code: str) -> None:
    folder = zoo.unpacked("custom/tf-2.10")
    given = {name: f"{folder / model}.py:{name}" for name in functions}
    report = check(folder / f"{model}.h5", lambdas=given)
    refused = [finding for finding in report.findings if finding.severity is Severity.REFUSAL]
    assert {finding.code for finding in refused} == {code}
    assert all("--custom" in finding.advice for finding in refused)


def test_a_function_of_another_shape_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("def squash(x):\n    return x[:, :1]\n", encoding="utf-8")
    given = dict.fromkeys(FUNCTIONS, f"{tmp_path / 'own.py'}:squash")
    with pytest.raises(ModelRefusedError, match="where the file says"):
        convert(zoo.unpacked("custom/tf-2.10") / "activations_last.h5", tmp_path / "new.keras", lambdas=given)
    assert not (tmp_path / "new.keras").exists()


def test_a_name_that_no_layer_has_is_said() -> None:
    with pytest.raises(UnreadableFileError, match="no Lambda layer and no activation relu"):
        check(zoo.unpacked("custom/tf-2.10") / "activations_last.h5", lambdas={"relu": "x.py:f"})


def test_leaves_named_activations_alone() -> None:
    check_noop(layer("Dense", activation="my_own"), rule)
    check_noop(layer("LSTM", activation="tanh", recurrent_activation="sigmoid"), rule)
