from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests.builders import placed_weights, small_model, small_places, write_keras


def test_needs_an_architecture(tmp_path: Path) -> None:
    path = tmp_path / "model.weights.h5"
    path.write_bytes(placed_weights(small_places()))
    with pytest.raises(ModelRefusedError, match="without an architecture"):
        convert(path)
    (tmp_path / "model.json").write_text(json.dumps(small_model()))
    with open_archive(path) as archive:
        assert archive.source.format == "keras_v3_weights"
        assert len(archive.tensors()) == 4
        assert [finding.code for finding in archive.findings] == ["architecture_found_beside"]


@pytest.mark.parametrize("name", ["other.weights.h5", "other.keras"])
def test_goes_with_an_architecture_that_names_it(tmp_path: Path, name: str) -> None:
    architecture, weights = tmp_path / "model.json", tmp_path / name
    architecture.write_text(json.dumps(small_model()))
    if name.endswith(".keras"):
        write_keras(weights, small_model(), small_places())
    else:
        weights.write_bytes(placed_weights(small_places()))
    with open_archive(architecture, weights=weights) as archive:
        assert archive.source.format == "keras_json"
        assert archive.source.weights_path == weights
        assert len(archive.tensors()) == 4


def test_an_index_stands_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps(small_model()))
    (tmp_path / "model_00000.weights.h5").write_bytes(placed_weights(small_places()))
    index = tmp_path / "model.weights.json"
    index.write_text(json.dumps({"weight_map": {"/layers/dense/vars": "model_00000.weights.h5"}}))
    for path in (index, tmp_path / "model.json"):
        with open_archive(path) as archive:
            assert len(archive.tensors()) == 4
