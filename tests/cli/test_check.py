"""`rekeras check` writes nothing and says what Keras 3 would make of a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests import zoo
from tests.cli.shell import rekeras


def test_changes_are_findings(tmp_path: Path) -> None:
    source = Path(shutil.copy(zoo.unpacked("keras-2.2.4") / "dense.h5", tmp_path / "old.h5"))
    ran = rekeras("check", source)
    assert ran.code == 1
    assert "batch_input_shape" in ran.stdout
    assert "can be converted." in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["old.h5"]


def test_a_refused_model_is_no_error_here() -> None:
    ran = rekeras("check", zoo.unpacked("keras-2.2.4") / "sequential_input_layer.h5", "--json")
    said = json.loads(ran.stdout)
    assert ran.code == 1
    assert said["schema"] == "rekeras.check/1"
    assert said["refused"] is True
    assert "input_shape_unknown" in {finding["code"] for finding in said["findings"]}
