"""Every call of the table gives, once it is migrated, what TensorFlow and its Keras gave, on every backend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from rekeras.source.functions._given import SAME, parameters_of
from rekeras.source.functions._lookup import function_of
from rekeras.source.migrate import migrate
from tests.source.functions.record import RECORDED, arrays, called, calls

CALLS = calls()
EVALUATE = Path(__file__).with_name("evaluate.py")
IMPORTS = "import tensorflow as tf\nfrom tensorflow.keras import backend as K\n"


@pytest.fixture(scope="module")
def expressions() -> Mapping[str, str]:
    """All calls in Keras 3, by number."""
    result = migrate(IMPORTS + "".join(f"result = {line.lstrip('~')}\n" for line in CALLS), "calls.py")
    assert not result.findings, result.findings
    made = [line.partition("result = ")[2] for line in result.after.splitlines() if line.startswith("result = ")]
    return {str(number): expression for number, expression in enumerate(made)}


@pytest.fixture(scope="module", params=["jax", "tensorflow", "torch"])
def computed(
    request: pytest.FixtureRequest, expressions: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, np.ndarray]:
    """The results of all, by Keras in one process of its own for each backend."""
    folder = tmp_path_factory.mktemp("calls")
    np.savez(folder / "inputs.npz", **arrays())  # type: ignore[arg-type]
    command = [sys.executable, str(EVALUATE), str(folder / "inputs.npz"), str(folder / "results.npz")]
    environment = os.environ | {"KERAS_BACKEND": request.param}
    subprocess.run(command, input=json.dumps(expressions), text=True, check=True, capture_output=True, env=environment)
    with np.load(folder / "results.npz") as results:
        return dict(results)


@pytest.fixture(scope="module")
def recorded() -> Mapping[str, np.ndarray]:
    with np.load(RECORDED) as file:
        return dict(file)


def test_the_recording_is_of_this_table(recorded: Mapping[str, np.ndarray]) -> None:
    assert list(recorded["calls"]) == CALLS, "record the table again"


@pytest.mark.parametrize("name", called())
def test_takes_arguments_in_their_old_order(name: str, recorded: Mapping[str, np.ndarray]) -> None:
    long = name.replace("K.", "keras.backend.", 1).replace("tf.", "tensorflow.", 1)
    function = function_of(long)
    assert function is not None
    theirs = next(line.split()[1:] for line in map(str, recorded["parameters"]) if line.split()[0] == name)
    for ours, known in zip(parameters_of(function.signature), theirs, strict=False):
        alike = ours.name == known or any(ours.name in group and known in group for group in SAME)
        assert alike or ours.many or name == "tf.nn.dropout", f"{known} is called {ours.name}"


@pytest.mark.parametrize("number", range(len(CALLS)), ids=lambda number: CALLS[number])
def test_gives_what_the_old_call_gave(
    number: int, computed: Mapping[str, np.ndarray], recorded: Mapping[str, np.ndarray]
) -> None:
    first = computed[f"{number}/0"]
    assert not str(first).startswith("problem"), first
    expected = [recorded[name] for name in sorted(recorded) if name.partition("/")[0] == str(number)]
    found = [computed[name] for name in sorted(computed) if name.partition("/")[0] == str(number)]
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours.shape == theirs.shape
        if theirs.dtype.kind in "OUS":
            assert str(ours) == str(theirs)
            continue
        assert ours.dtype.kind == theirs.dtype.kind, f"{ours.dtype} instead of {theirs.dtype}"
        ours, theirs = ours.astype("float64"), theirs.astype("float64")  # noqa: PLW2901
        if CALLS[number].startswith("~"):
            ours, theirs = (np.array([each.mean(), each.std(), each.min(), each.max()]) for each in (ours, theirs))  # noqa: PLW2901
            np.testing.assert_allclose(ours[:2], theirs[:2], rtol=0, atol=0.15 * max(1.0, theirs[1]))
            continue
        np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-6 * max(1.0, float(np.abs(theirs).max(initial=0))))
