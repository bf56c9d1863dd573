"""`rekeras inspect` shows what is inside."""

from __future__ import annotations

import json

from tests import zoo
from tests.cli.shell import rekeras


def test_shows_layers_with_shapes_and_parameters() -> None:
    ran = rekeras("inspect", zoo.unpacked("keras-2.2.4") / "dense.h5")
    assert ran.code == 0
    assert "Keras 2.2.4 on tensorflow" in ran.stdout
    row = next(line for line in ran.stdout.splitlines() if line.split()[:1] == ["tanh"])
    assert row.split() == ["tanh", "Dense", "(None,", "4)", "24"]


def test_lambdas_are_named_and_not_run() -> None:
    said = json.loads(rekeras("inspect", zoo.unpacked("keras-2.2.4") / "lambda_python.h5", "--json").stdout)
    assert said["schema"] == "rekeras.inspection/1"
    assert [each["where"] for each in said["lambdas"]] == ["doubled", "first"]


def test_the_optimizer_and_its_state_are_seen() -> None:
    said = json.loads(rekeras("inspect", zoo.unpacked("keras-2.2.4") / "compiled_adam.h5", "--json").stdout)
    assert said["optimizer_state"] is True
    assert said["training"]["optimizer_config"]["class_name"] == "Adam"
