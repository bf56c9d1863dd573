"""The tables of losses and metrics, against the installed Keras 3."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rekeras.training import losses, metrics
from rekeras.training.metrics import Output
from tests.training.sources import KERAS_224

COMMON = {"name", "dtype", "reduction", "fn", "kwargs"}
COSINE = metrics.metric("cosine_proximity", Output(), KERAS_224).value
PLAIN = [losses.loss({"class_name": name, "config": {}}, KERAS_224).value for name in losses.CLASSES]


@pytest.fixture(scope="module")
def keras() -> Any:
    script = Path(__file__).with_name("signatures.py")
    done = subprocess.run(
        [sys.executable, str(script)], input=json.dumps([*PLAIN, COSINE]), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_every_loss_is_known(keras: Any) -> None:
    known = {name: set(arguments) - COMMON for name, arguments in keras["losses"].items()}
    assert known.keys() - losses.CLASSES.keys() <= {"LossFunctionWrapper"}
    assert {name: set(arguments) for name, (_, arguments) in losses.CLASSES.items()} == {
        name: known[name] for name in losses.CLASSES
    }
    assert {function for function, _ in losses.CLASSES.values()} <= set(keras["functions"])


def test_every_metric_is_known(keras: Any) -> None:
    known = {name: set(arguments) - COMMON for name, arguments in keras["metrics"].items()}
    assert known.keys() - metrics.CLASSES.keys() <= {"MeanMetricWrapper", "Metric"}
    assert {name: set(arguments) for name, arguments in metrics.CLASSES.items()} == {
        name: known[name] for name in metrics.CLASSES
    }


def test_keras_reads_what_is_written(keras: Any) -> None:
    expected = [[config["class_name"], config["config"]["name"]] for config in (*PLAIN, COSINE)]
    assert keras["read"] == expected
