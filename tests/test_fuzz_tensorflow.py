"""Damaged files of TensorFlow with right checksums: reading ends in a result or in a RekerasError that says why."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.containers.snappy import unpack
from rekeras.containers.sstable import read_sstable
from rekeras.containers.tensor_bundle import open_bundle
from rekeras.errors import RekerasError
from rekeras.inspect import inspect
from rekeras.limits import DEFAULT_LIMITS
from tests import bundles
from tests.test_fuzz import end_well, mutate, small

numbers = st.sampled_from([-(2**31), -1, 0, 1, 2, 3, 7, 99, 2**31 - 1]) | st.integers(-(2**31), 2**31 - 1)
large = numbers | st.sampled_from([2**40, 2**62, -(2**62)])


def spoil(content: bytes, data: st.DataObject) -> bytes:
    """A few bytes changed, some cut off."""
    spoiled = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    return bytes(spoiled[: data.draw(st.sampled_from([len(spoiled), len(spoiled) // 2, len(spoiled) - 1]))])


@small
@given(content=st.binary(max_size=200))
def test_compressed_blocks(content: bytes) -> None:
    try:
        assert len(unpack(content, "file")) <= 64 * len(content)
    except RekerasError as error:
        assert str(error).strip()


@small
@given(data=st.data())
def test_blocks_of_an_index(data: st.DataObject) -> None:
    content = spoil(bundles.block([(b"layer/bias", b"x" * 9), (b"layer/kernel", b"y" * 30)]), data)
    block, packed = content, data.draw(st.integers(0, 2))
    stored = bundles.stored(block, packed)
    listed = bundles.stored(bundles.block([(b"z", bundles.varint(0) + bundles.varint(len(block)))]))
    handles = bundles.varint(0) * 2 + bundles.varint(len(stored)) + bundles.varint(len(listed) - 5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.index"
        path.write_bytes(stored + listed + handles.ljust(40, b"\0") + bundles.sstable({})[-8:])
        try:
            read_sstable(path, DEFAULT_LIMITS)
        except RekerasError as error:
            assert str(error).strip()


@small
@given(data=st.data())
def test_entries_of_an_index(data: st.DataObject) -> None:
    shape = data.draw(st.lists(large, max_size=3))
    fields = {
        name: data.draw(large if name in ("offset", "size") else numbers) for name in ("offset", "size", "shard_id")
    }
    made = bundles.entry("float32", shape, **fields)
    made.dtype = data.draw(st.integers(0, 130))
    for _ in range(data.draw(st.integers(0, 2))):
        made.slices.add().extent.add(start=data.draw(large), length=data.draw(large))
    with tempfile.TemporaryDirectory() as folder:
        index = bundles.write_bundle(Path(folder) / "model", {"w": bundles.KERNEL}, entries={"v": made})
        try:
            for tensor in open_bundle(index, DEFAULT_LIMITS).tensors.values():
                tensor.read()
        except RekerasError as error:
            assert str(error).strip()


@st.composite
def graphs(draw: st.DrawFn) -> bytes:
    """Object graphs that hold what they should not: loops, other numbers, variables without tensors."""
    names = st.sampled_from(["layer-0", "layer-1", "layer-x", "kernel", "bias", "model", "optimizer", ""])
    node = st.dictionaries(names, st.integers(-1, 5), max_size=4)
    objects: list[Mapping[str, Any]] = draw(st.lists(node, max_size=5))
    keys = st.sampled_from(["layer/kernel", "layer/bias", OBJECT_GRAPH, "gone"])
    return bundles.object_graph(*({**each, "key": draw(keys)} if draw(st.booleans()) else each for each in objects))


@small
@given(graph=graphs() | st.binary(max_size=60))
def test_object_graphs(graph: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "model.json").write_text(json.dumps(bundles.SEQUENTIAL))
        index = bundles.dense_checkpoint(folder / "model", **{OBJECT_GRAPH: graph})
        end_well(folder / "model.json", index)
        end_well(bundles.write_saved_model(folder / "saved"), index)


@small
@given(data=st.data())
def test_metadata_of_keras(data: st.DataObject) -> None:
    contents = [json.loads(json.dumps(one)) for one in (bundles.SEQUENTIAL, bundles.DENSE)]
    mutate(contents[data.draw(st.integers(0, 1))], data)
    with tempfile.TemporaryDirectory() as folder:
        end_well(bundles.write_saved_model(Path(folder) / "model", bundles.saved_model(*contents)))


@small
@given(data=st.data())
def test_graphs_of_saved_models(data: st.DataObject) -> None:
    content = bundles.saved_model(bundles.SEQUENTIAL, bundles.DENSE, assets=["words.txt"]).SerializeToString()
    with tempfile.TemporaryDirectory() as name:
        folder = bundles.write_saved_model(Path(name) / "model")
        (folder / "saved_model.pb").write_bytes(spoil(content, data))
        end_well(folder)


@small
@given(content=st.binary(max_size=80), message=st.sampled_from(["saved_model.pb", "keras_metadata.pb"]))
def test_messages_of_anything(content: bytes, message: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = bundles.write_saved_model(Path(name) / "model")
        (folder / message).write_bytes(content)
        end_well(folder)
        try:
            inspect(folder)
        except RekerasError as error:
            assert str(error).strip()


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    deep: Any = {}
    for _ in range(300):
        deep = {"layer": deep}
    metadata = bundles.SEQUENTIAL | {"config": deep}
    folder = bundles.write_saved_model(tmp_path / "model", bundles.saved_model(metadata))
    with pytest.raises(RekerasError, match="depth"):
        inspect(folder)
