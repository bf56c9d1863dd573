"""SavedModels of genuine frameworks say what their HDF5 twins say; bad ones say what is wrong with them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Archive, show_address, walk
from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.containers.bundle_tensor import BundleTensor
from rekeras.containers.tensor_bundle import open_bundle
from rekeras.errors import ModelRefusedError, RekerasError, UnreadableFileError
from rekeras.inspect import inspect
from rekeras.limits import DEFAULT_LIMITS
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import bundles, zoo

GROUP = "saved_model/"
MEMBERS = [member for member in zoo.members() if member.archive.startswith(GROUP) and member.file == member.model]
# What HDF5 files of these versions lack: the vocabulary of TextVectorization.
MORE_THAN_HDF5 = {("tf-2.6", "text_classifier"), ("tf-2.6", "text_vectorization")}
TWINS = [
    (member, zoo.unpacked(member.era) / f"{member.model}.h5")
    for member in MEMBERS
    if member.model in zoo.manifest(member.era)["models"] and (member.era, member.model) not in MORE_THAN_HDF5
]


def dump(archive: Archive) -> dict[str, Any]:
    """Everything that a model is: classes, configs, calls and numbers."""
    return {
        show_address(address): (
            layer.class_name,
            without_modules(layer.config),
            layer.graph,
            {name: (tensor.dtype, tensor.shape, tensor.read().tobytes()) for name, tensor in layer.weights.items()},
        )
        for address, layer in walk(archive.model)
    } | {"training": without_modules(archive.training)}


def without_modules(value: Any) -> Any:
    """The value without what TensorFlow 2.13 and later write into HDF5 files alone: where each class comes from."""
    if isinstance(value, Mapping):
        extra = ("module", "registered_name", "build_config") if "class_name" in value else ()
        return {key: without_modules(inner) for key, inner in value.items() if key not in extra}
    return [without_modules(inner) for inner in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(("member", "twin"), TWINS, ids=[member.id for member, _twin in TWINS])
def test_says_what_the_hdf5_file_says(member: zoo.Member, twin: Path) -> None:
    with open_archive(member.path) as archive, open_archive(twin) as expected:
        assert dump(archive) == dump(expected)
        assert archive.source.keras_version == expected.source.keras_version
        assert archive.source.backend == expected.source.backend == "tensorflow"


@pytest.fixture(params=["tf-2.3", "tf-2.15"])
def era(request: pytest.FixtureRequest) -> Path:
    return zoo.unpacked(f"{GROUP}{request.param}")


def vocabularies(folder: Path) -> dict[str, Any]:
    with open_archive(folder) as archive:
        return {
            layer.name: layer.config["vocabulary"]
            for _address, layer in walk(archive.model)
            if "vocabulary" in layer.config
        }


def test_adapted_vocabularies(era: Path) -> None:
    found = vocabularies(era / "string_lookup_adapted")
    assert found["int"] == ["river", "stone", "moss", "cloud"]
    assert found["masked"] == ["river"]
    assert vocabularies(era / "integer_lookup_adapted")["int"] == [12, 42, 36]
    assert vocabularies(era / "text_vectorization_adapted")["text"] == ["the", "stone", "river", "over"]


def test_vocabularies_in_files(era: Path) -> None:
    found = vocabularies(era / "string_lookup_file")
    assert found == {"int": ["river", "stone", "cloud", "ember"], "masked": ["stone", "cloud", "ember"]}


def test_the_weights_of_tokens() -> None:
    with open_archive(zoo.unpacked("saved_model/tf-2.15") / "string_lookup_adapted") as archive:
        (layer,) = (layer for layer in archive.model.layers if layer.name == "tf_idf")
        np.testing.assert_allclose(layer.config["idf_weights"], layer.weights["idf_weights"].read()[1:])


def test_inspect_reads_no_variable(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(zoo.unpacked("saved_model/tf-2.15") / "compiled_adam", folder)
    expected = inspect(folder)
    graph = open_bundle(folder / "variables" / "variables.index", DEFAULT_LIMITS).tensors[OBJECT_GRAPH]
    assert isinstance(graph, BundleTensor)
    content = graph.path.read_bytes()
    blank = bytearray(len(content))
    blank[graph.offset : graph.offset + graph.nbytes] = content[graph.offset : graph.offset + graph.nbytes]
    graph.path.write_bytes(blank)
    assert inspect(folder).layers == expected.layers
    assert expected.parameters == 55
    assert expected.optimizer_state
    with pytest.raises(UnreadableFileError, match="checksum"):
        convert(folder, tmp_path / "new.keras")


def test_a_model_without_keras_is_shown_and_refused(tmp_path: Path, era: Path) -> None:
    inspection = inspect(era / "no_keras")
    assert {name.partition("/")[0]: shape for name, (_dtype, shape) in inspection.variables.items()} == {
        "w": (3, 2),
        "b": (2,),
    }
    assert [signature.name for signature in inspection.signatures] == ["serving_default"]
    assert inspection.operators["Relu"] >= 1
    with pytest.raises(ModelRefusedError, match="was not saved by Keras"):
        convert(era / "no_keras", tmp_path / "new.keras")
    assert list(tmp_path.iterdir()) == []


def test_the_layers_of_a_subclassed_model_are_shown(era: Path) -> None:
    inspection = inspect(era / "own_model")
    assert inspection.model_class == "Tower"
    assert [(layer.name, layer.class_name, layer.parameters) for layer in inspection.layers] == [
        ("dense (first)", "Dense", 24),
        ("dense_1 (last)", "Dense", 10),
        ("block_0 (blocks.0)", "Dense", 20),
        ("block_1 (blocks.1)", "Dense", 20),
    ]


def test_a_layer_of_ones_own_keeps_its_variables() -> None:
    with open_archive(zoo.unpacked("saved_model/tf-2.15") / "own_layer") as archive:
        (own,) = (layer for layer in archive.model.layers if layer.class_name == "Scaled")
        assert {name: tensor.shape for name, tensor in own.weights.items()} == {
            "scale": (5,),
            "inner/kernel": (5, 3),
            "inner/bias": (3,),
        }
        assert archive.leftovers == ()


def test_a_small_one_converts(tmp_path: Path) -> None:
    report = convert(bundles.write_saved_model(tmp_path / "model"), tmp_path / "new.keras")
    assert report.tensor_totals() == {"kept": 2, "changed": 0, "dropped": 0}


def test_the_file_inside_may_be_named(tmp_path: Path) -> None:
    folder = bundles.write_saved_model(tmp_path / "model")
    with open_archive(folder / "saved_model.pb") as archive:
        np.testing.assert_array_equal(archive.model.layers[0].weights["kernel"].read(), bundles.KERNEL)


def cut_shard(folder: Path) -> None:
    shard = folder / "variables" / "variables.data-00000-of-00001"
    shard.write_bytes(shard.read_bytes()[:-10])


def flip(name: str, at: int) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / name
        content = bytearray(path.read_bytes())
        content[at] ^= 16
        path.write_bytes(content)

    return damage


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def other_shapes(folder: Path) -> None:
    wide = json.loads(json.dumps(bundles.SEQUENTIAL))
    wide["config"]["layers"][0]["config"]["units"] = 7
    bundles.write_saved_model(folder, bundles.saved_model(wide, bundles.DENSE))


def broken_json(folder: Path) -> None:
    model = bundles.saved_model(bundles.SEQUENTIAL, bundles.DENSE)
    model.meta_graphs[0].objects.nodes[0].user_object.metadata = '{"class_name": "Sequential", '
    bundles.write_saved_model(folder, model)


def cut_graph(folder: Path) -> None:
    (folder / "saved_model.pb").write_bytes(b"\x12\xff\x01")


def absurd_units(folder: Path) -> None:
    wide = json.loads(json.dumps(bundles.SEQUENTIAL))
    wide["config"]["layers"][0]["config"]["units"] = 10**15
    bundles.write_saved_model(folder, bundles.saved_model(wide, bundles.DENSE))


SHARD = "variables/variables.data-00000-of-00001"
BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "graph cut off": (cut_graph, "damaged or cut off"),
    "no shard": (without(SHARD), "holds part of the numbers"),
    "shard cut off": (cut_shard, "stands at bytes"),
    "a damaged number": (flip(SHARD, 2), "kernel: its checksum is wrong"),
    "a damaged object graph": (flip(SHARD, -2), "its checksum is wrong"),
    "a damaged index": (flip("variables/variables.index", 9), "checksum of the block"),
    "no variables": (without("variables/variables.index"), "Dense: the file has none of its variables"),
    "other shapes": (other_shapes, r"the file has kernel \(3, 2\), bias \(2,\)"),
    "absurd shapes": (absurd_units, r"kernel \(3, 1000000000000000\)"),
    "no JSON": (broken_json, "JSON"),
}


@pytest.mark.parametrize(("damage", "says"), BAD.values(), ids=BAD.keys())
def test_refuses(tmp_path: Path, damage: Callable[[Path], None], says: str) -> None:
    folder = bundles.write_saved_model(tmp_path / "model")
    damage(folder)
    with pytest.raises(RekerasError, match=says):
        convert(folder, tmp_path / "new.keras")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_other_weights_may_be_given(tmp_path: Path) -> None:
    folder = bundles.write_saved_model(tmp_path / "model")
    index = bundles.dense_checkpoint(tmp_path / "other", **{"layer/bias": bundles.BIAS + 1})
    with open_archive(folder, weights=index) as archive:
        np.testing.assert_array_equal(archive.model.layers[0].weights["bias"].read(), bundles.BIAS + 1)
        assert archive.source.weights_path == index


@pytest.mark.parametrize(
    ("lines", "says"),
    [(b"river\n\xff\xfe\n", "UTF-8"), (b"[UNK]\nriver\n", "holds its vocabulary")],
    ids=["no text", "a word that stands for unknown ones"],
)
def test_vocabulary_files_that_cannot_be_kept(tmp_path: Path, lines: bytes, says: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(zoo.unpacked("saved_model/tf-2.15") / "string_lookup_file", folder)
    for file in (folder / "assets").iterdir():
        file.write_bytes(lines)
    with pytest.raises(RekerasError, match=says):
        convert(folder, tmp_path / "new.keras")


def test_text_graphs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pbtxt").write_text("saved_model_schema_version: 1")
    with pytest.raises(UnreadableFileError, match="graph as text"):
        convert(tmp_path, tmp_path / "new.keras")
