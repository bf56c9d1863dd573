"""`rekeras verify` tells whether two files are the same model."""

from __future__ import annotations

import json
from pathlib import Path

from tests import zoo
from tests.cli.shell import rekeras

OLD = zoo.unpacked("keras-2.2.4") / "dense.h5"


def test_a_result_is_the_same_model(tmp_path: Path) -> None:
    new = tmp_path / "new.keras"
    rekeras("convert", OLD, "-o", new)
    ran = rekeras("verify", OLD, new, "--inputs", OLD.with_suffix(".npz"), "--backend", "jax", "--json")
    said = json.loads(ran.stdout)
    assert ran.code == 0
    assert said["schema"] == "rekeras.checks/1"
    assert said["failed"] == 0


def test_another_model_is_not(tmp_path: Path) -> None:
    new = tmp_path / "new.keras"
    rekeras("convert", OLD.with_name("conv1d.h5"), "-o", new)
    ran = rekeras("verify", OLD, new, "--backend", "jax")
    assert ran.code == 1
    assert "Not the same model" in ran.stdout
