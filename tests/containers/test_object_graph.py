from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.containers.object_graph import ObjectGraph, read_object_graph
from rekeras.containers.tensor_bundle import open_bundle
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from tests import bundles

GRAPH = bundles.object_graph(
    {"layer-0": 1, "optimizer": 3, "self": 0},
    {"kernel": 2},
    {"key": "layer-0/kernel", "name": "dense/kernel"},
    {"slots": [("m", 2, 4)]},
    {"key": "m of kernel"},
)


def read(folder: Path, content: bundles.Value, limits: Limits = DEFAULT_LIMITS) -> ObjectGraph:
    graph = read_object_graph(open_bundle(bundles.write_bundle(folder / "model", {OBJECT_GRAPH: content}), limits))
    assert graph is not None
    return graph


def test_finds_objects_by_the_path_of_attributes(tmp_path: Path) -> None:
    graph = read(tmp_path, GRAPH)
    found = graph.at(("layer-0", "kernel"))
    assert found == 2
    assert (graph.objects[found].variable, graph.objects[found].full_name) == ("layer-0/kernel", "dense/kernel")
    assert graph.at(("kernel",), 1) == 2
    assert graph.at(("layer-0", "bias")) is None
    assert graph.at(("nothing", "kernel")) is None
    assert graph.objects[1].variable == ""


def test_knows_the_way_to_every_object(tmp_path: Path) -> None:
    graph = read(tmp_path, GRAPH)
    assert graph.paths[2] == ("layer-0", "kernel")
    assert graph.paths[4] == ("optimizer", "slot m")
    assert dict(graph.owners()) == {"layer-0/kernel": 2, "m of kernel": 4}


def test_checkpoints_of_names_have_none(tmp_path: Path) -> None:
    bundle = open_bundle(bundles.write_bundle(tmp_path / "model", {"dense/kernel": bundles.KERNEL}), DEFAULT_LIMITS)
    assert read_object_graph(bundle) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bundles.KERNEL, "is float32 of shape"),
        ([b"a", b"b"], "is str of shape"),
        (b"\xff\xff", "cannot be read"),
        (b"", "names objects that are not in it"),
        (bundles.object_graph({"layer-0": 7}), "names objects that are not in it"),
        (bundles.object_graph({"layer-0": -1}), "names objects that are not in it"),
        (bundles.object_graph({"slots": [("m", 0, 9)]}), "names objects that are not in it"),
    ],
)
def test_refuses(tmp_path: Path, content: bundles.Value, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        read(tmp_path, content)


def test_limits_hold(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="number of objects"):
        read(tmp_path, GRAPH, Limits(members=3))
