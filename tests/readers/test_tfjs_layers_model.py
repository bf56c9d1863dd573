from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Archive
from rekeras.errors import ModelRefusedError, UnreadableFileError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import zoo
from tests.builders import small_model, small_places, small_weights, write_weights


def document(**changes: Any) -> dict[str, Any]:
    topology = {"keras_version": "2.4.0", "backend": "tensorflow", "model_config": small_model()}
    tensors = {name.removesuffix(":0"): one for group in small_weights().values() for name, one in group.items()}
    weights = [{"name": name, "shape": list(one.shape), "dtype": "float32"} for name, one in tensors.items()]
    made: dict[str, Any] = {"format": "layers-model", "generatedBy": "keras v2.4.0", "modelTopology": topology}
    return made | {"weightsManifest": [{"paths": ["weights.bin"], "weights": weights}]} | changes


def write(folder: Path, made: Any = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(
        b"".join(one.tobytes() for g in small_weights().values() for one in g.values())
    )
    path = folder / "model.json"
    path.write_text(json.dumps(document() if made is None else made))
    return path


def read(path: Path, weights: Path | None = None) -> Archive:
    with open_archive(path, weights=weights) as archive:
        return archive


def test_reads_architecture_weights_and_origin(tmp_path: Path) -> None:
    archive = read(write(tmp_path))
    assert (archive.source.format, archive.source.version) == ("tfjs_layers_model", (2, 4, 0))
    assert archive.source.backend == "tensorflow"
    kernel = archive.tensors()["second / kernel"]
    np.testing.assert_array_equal(kernel.read(), small_weights()["second"]["second/kernel:0"])
    assert kernel.span() == (tmp_path / "weights.bin", 64, 32)
    assert (archive.findings, archive.leftovers) == ((), ())


def test_a_topology_of_javascript_stands_by_itself(tmp_path: Path) -> None:
    topology = small_model() | {"keras_version": "tfjs-layers 3.13.0", "backend": "tensor_flow.js"}
    assert list(read(write(tmp_path, document(modelTopology=topology))).tensors()) == [
        *("first / kernel", "first / bias", "second / kernel", "second / bias")
    ]


def test_reads_the_only_model_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    path = write(folder / "model")
    (folder / "package.json").write_text('{"name": "x"}')
    assert read(folder).source.path == path
    shutil.copytree(folder / "model", folder / "other")
    with pytest.raises(UnreadableFileError, match="2 models"):
        read(folder)


def test_takes_the_weights_that_are_named(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "weights.h5", small_weights())
    assert read(write(tmp_path), weights).tensors()["first / bias"].origins == ("first/first/bias:0",)


def test_tensors_of_keras_3_are_named_by_their_places(tmp_path: Path) -> None:
    places = small_places()
    made = document()
    made["weightsManifest"][0]["weights"] = [
        {"name": name, "shape": list(one.shape), "dtype": "float32"} for name, one in places.items()
    ]
    assert list(read(write(tmp_path, made)).tensors())[2] == "second / kernel"


@pytest.mark.parametrize("topology", [{"node": [{"op": "MatMul"}, {"op": "MatMul"}]}, {"node": 3}, {}])
def test_refuses_graph_models(tmp_path: Path, topology: Any) -> None:
    path = write(tmp_path, document(modelTopology=topology, format="graph-model"))
    with pytest.raises(ModelRefusedError, match="graph model") as refused:
        read(path)
    assert [finding.code for finding in refused.value.findings] == ["graph_model"]
    assert ("2 MatMul" in str(refused.value)) == isinstance(topology.get("node"), list)


@pytest.mark.parametrize("changes", [{"modelTopology": None}, {"modelTopology": []}, {"weightsManifest": None}])
def test_refuses_half_a_model(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFileError):
        read(write(tmp_path, document(**changes)))


def test_refuses_truncated_and_missing_files(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "weights.bin").write_bytes(b"\x00" * 20)
    with pytest.raises(UnreadableFileError, match="ends at byte"):
        read(path)
    (tmp_path / "weights.bin").unlink()
    with pytest.raises(UnreadableFileError, match=r"weights\.bin"):
        read(path)


def test_says_what_was_rounded() -> None:
    archive = read(zoo.unpacked("tfjs/tf-2.10") / "conv2d_uint8_tfjs")
    (finding,) = archive.findings
    assert finding.code == "quantized_weights"
    assert "as uint8 of" in finding.found


@pytest.mark.parametrize("model", ["branches", "nested_deep", "bidirectional", "names_with_slash", "time_distributed"])
def test_gives_the_same_model_as_the_hdf5_file_it_was_made_from(model: str) -> None:
    with (
        open_archive(zoo.unpacked("tfjs/tf-2.10") / f"{model}_tfjs") as new,
        open_archive(zoo.unpacked("tf-2.10") / f"{model}.h5") as old,
    ):
        assert list(new.tensors()) == list(old.tensors())
        for name, tensor in old.tensors().items():
            np.testing.assert_array_equal(new.tensors()[name].read(), tensor.read())


def test_converts_without_computing(tmp_path: Path) -> None:
    report = convert(zoo.unpacked("tfjs/tf-2.10") / "nested_deep_tfjs", tmp_path / "new.keras")
    assert report.tensor_totals()["kept"] == len(report.tensors)
