"""Checkpoints beside an architecture give what the HDF5 file gives; alone they are shown and refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rekeras.archive import Archive, walk
from rekeras.errors import ModelRefusedError, RekerasError
from rekeras.inspect import inspect
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import bundles, zoo

MEMBERS = [
    member
    for member in zoo.members()
    if member.weights is not None
    and member.weights.suffix == ".index"
    and member.model in zoo.manifest(member.era)["models"]
]


def numbers(archive: Archive) -> dict[tuple[str, ...], dict[str, tuple[str, bytes]]]:
    """The variables of every layer."""
    return {
        address: {name: (tensor.dtype, tensor.read().tobytes()) for name, tensor in layer.weights.items()}
        for address, layer in walk(archive.model)
    }


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.id)
def test_gives_the_variables_of_the_hdf5_file(member: zoo.Member) -> None:
    twin = zoo.unpacked(member.era) / f"{member.model}.h5"
    with open_archive(member.path, weights=member.weights) as archive, open_archive(twin) as expected:
        assert numbers(archive) == numbers(expected)
        assert all(finding.code == "tensors_left_over" for finding in archive.findings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An architecture and a checkpoint for it."""
    (tmp_path / "model.json").write_text(json.dumps({**bundles.SEQUENTIAL, "keras_version": "2.4.0"}))
    bundles.dense_checkpoint(tmp_path / "run" / "model.ckpt")
    return tmp_path


@pytest.mark.parametrize("name", ["model.ckpt", "model.ckpt.index", "model.ckpt.data-00000-of-00001", ""])
def test_any_name_of_it_will_do(folder: Path, name: str) -> None:
    with open_archive(folder / "model.json", weights=folder / "run" / name) as archive:
        np.testing.assert_array_equal(archive.model.layers[0].weights["kernel"].read(), bundles.KERNEL)
        assert archive.source.keras_version == "2.4.0"


def test_weights_of_a_checkpoint_replace_those_of_a_whole_model(tmp_path: Path) -> None:
    era = zoo.unpacked("tf-2.15")
    weights = zoo.unpacked("saved_model/tf-2.15") / "nested_deep_weights.index"
    with open_archive(era / "nested_deep.h5", weights=weights) as archive, open_archive(era / "nested_deep.h5") as own:
        assert numbers(archive) == numbers(own)
        assert {tensor.origins for tensor in archive.tensors().values()} != {
            tensor.origins for tensor in own.tensors().values()
        }


def test_a_model_below_the_first_object(folder: Path) -> None:
    """As tf.train.Checkpoint(model=model, optimizer=optimizer) saves it."""
    graph = bundles.object_graph(
        {"model": 1, "save_counter": 5},
        {"layer-0": 2},
        {"kernel": 3, "bias": 4},
        {"key": "k"},
        {"key": "b"},
        {"key": "c"},
    )
    tensors: dict[str, bundles.Value] = {
        "k": bundles.KERNEL,
        "b": bundles.BIAS,
        "c": np.array(3),
        "_CHECKPOINTABLE_OBJECT_GRAPH": graph,
    }
    bundles.write_bundle(folder / "run" / "other", tensors)
    with open_archive(folder / "model.json", weights=folder / "run" / "other") as archive:
        np.testing.assert_array_equal(archive.model.layers[0].weights["bias"].read(), bundles.BIAS)
        assert [leftover.tensor.origins for leftover in archive.leftovers] == [("c",)]


@pytest.mark.parametrize("archive", ["checkpoint/tf-1.14", "checkpoint/keras-2.2.4"])
def test_alone_it_is_shown_and_refused(tmp_path: Path, archive: str) -> None:
    path = zoo.unpacked(archive) / "dense_weights.index"
    inspection = inspect(path)
    assert inspection.format == "checkpoint"
    shapes = {name: shape for name, (_dtype, shape) in inspection.variables.items()}
    assert shapes["tanh/kernel"] == (5, 4)
    assert inspection.file_bytes == sum(file.stat().st_size for file in path.parent.glob("dense_weights.*"))
    with pytest.raises(ModelRefusedError, match="weights without an architecture"):
        convert(path, tmp_path / "new.keras")
    assert list(tmp_path.iterdir()) == []


def test_partitioned_variables_are_shown_whole() -> None:
    inspection = inspect(zoo.unpacked("checkpoint/tf-1.14") / "sliced")
    assert inspection.variables["rows"] == ("float32", (10, 4))
    assert inspection.variables["words"] == ("str", (4,))


def no_shard(folder: Path) -> None:
    (folder / "run" / "model.ckpt.data-00000-of-00001").unlink()


def big_endian(folder: Path) -> None:
    bundles.write_bundle(folder / "run" / "model.ckpt", {"w": bundles.KERNEL}, header={"endianness": 1})


def other_model(folder: Path) -> None:
    shutil.copytree(zoo.unpacked("saved_model/tf-2.15"), folder / "zoo")
    for file in (folder / "zoo").glob("nested_deep_weights.*"):
        shutil.copy(file, folder / "run" / file.name.replace("nested_deep_weights", "model.ckpt"))
    shutil.rmtree(folder / "zoo")


def names_alone(folder: Path) -> None:
    bundles.write_bundle(folder / "run" / "model.ckpt", {"other/kernel": bundles.KERNEL})


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "no shard": (no_shard, "holds part of the numbers"),
    "big-endian": (big_endian, "big-endian"),
    "another model": (other_model, "a model with 4 layers"),
    "names of another model": (names_alone, "it has other/kernel"),
}


@pytest.mark.parametrize(("damage", "says"), BAD.values(), ids=BAD.keys())
def test_refuses(folder: Path, damage: Callable[[Path], None], says: str) -> None:
    damage(folder)
    with pytest.raises(RekerasError, match=says):
        convert(folder / "model.json", folder / "new.keras", weights=folder / "run" / "model.ckpt")
    assert sorted(path.name for path in folder.iterdir()) == ["model.json", "run"]
