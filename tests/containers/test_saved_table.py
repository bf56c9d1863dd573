from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rekeras.containers.object_graph import read_object_graph
from rekeras.containers.saved_model import SavedModel, open_saved_model
from rekeras.containers.saved_table import constant_contents, file_lines, stored_contents
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from tests import bundles, zoo


def opened(name: str) -> SavedModel:
    archive, _, model = name.rpartition("/")
    return open_saved_model(zoo.unpacked(archive) / model, DEFAULT_LIMITS)


def test_constants() -> None:
    model = opened("saved_model/tf-2.15/string_lookup")
    table = model.child(0, "layer-1", "lookup_table")
    assert table is not None
    assert constant_contents(model, table) == ([b"river", b"stone", b"cloud", b"ember"], [1, 2, 3, 4])
    assert file_lines(model, table) is None


def test_a_file() -> None:
    model = opened("saved_model/tf-2.15/string_lookup_file")
    table = model.child(0, "layer-1", "lookup_table")
    assert table is not None
    assert file_lines(model, table) == [b"river", b"stone", b"cloud", b"ember"]
    assert constant_contents(model, table) is None


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(zoo.unpacked("saved_model/tf-2.15") / "string_lookup_file", folder)
    shutil.rmtree(folder / "assets")
    model = open_saved_model(folder, DEFAULT_LIMITS)
    table = model.child(0, "layer-1", "lookup_table")
    assert table is not None
    with pytest.raises(UnreadableFileError, match=r"vocabulary\.txt\w*: there is no such file"):
        file_lines(model, table)


def test_tensors_of_the_checkpoint() -> None:
    model = opened("saved_model/tf-2.3/string_lookup_adapted")
    assert model.variables is not None
    graph = read_object_graph(model.variables)
    assert graph is not None
    table = graph.at(("layer-1", "_table"))
    assert table is not None
    contents = stored_contents(graph, table, model.variables.tensors)
    assert contents is not None
    assert dict(zip(*contents, strict=True)) == {b"": 0, b"[UNK]": 1, b"river": 2, b"stone": 3, b"moss": 4, b"cloud": 5}
    assert stored_contents(graph, 0, model.variables.tensors) is None


def with_constants(folder: Path, keys: bytes, size: int) -> SavedModel:
    """A table (object 1) whose keys are a constant of so many int64, as bytes; its values are 1 and 2."""
    model = bundles.saved_model()
    graph = model.meta_graphs[0]
    graph.objects.nodes[1].children.add(local_name="_initialize", node_id=2)
    graph.objects.nodes[2].function.names.append("fill")
    graph.objects.functions.add(key="fill").value.bound_inputs.extend([1, 4, 5])
    for name in ("keys", "values"):
        graph.objects.nodes.add().constant.operation = name
    for name, content, count in (("keys", keys, size), ("values", bytes([1, *[0] * 7, 2, *[0] * 7]), 2)):
        node = graph.graph.node.add(name=name, op="Const")
        tensor = node.attributes.add(key="value").value.tensor
        tensor.dtype, tensor.content = 9, content
        tensor.shape.dim.add(size=count)
    return open_saved_model(bundles.write_saved_model(folder, model), DEFAULT_LIMITS)


def test_constants_as_bytes(tmp_path: Path) -> None:
    assert constant_contents(with_constants(tmp_path, bytes([7, *[0] * 7, 9, *[0] * 7]), 2), 1) == ([7, 9], [1, 2])


def test_constants_of_another_size(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="8 bytes for 1,099,511,627,776 elements"):
        constant_contents(with_constants(tmp_path, bytes(8), 2**40), 1)
    assert constant_contents(with_constants(tmp_path, bytes(8), 1), 1) is None
