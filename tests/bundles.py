"""Checkpoints and SavedModels of TensorFlow, written by tests as they like: sound, or damaged in one place."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rekeras.containers.bundle_keys import OBJECT_GRAPH, slice_key
from rekeras.containers.bundle_types import NAMES
from rekeras.containers.crc32c import extend, masked, masked_crc32c
from rekeras.containers.sstable import MAGIC
from rekeras.containers.tensorflow_messages import classes

NUMBERS = {name: number for number, name in NAMES.items()}
Value = np.ndarray | Sequence[bytes] | bytes


def varint(value: int) -> bytes:
    """A number, seven bits a byte."""
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*result, value])


def block(entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Keys and values, each key with what it shares with the one before."""
    content, before = b"", b""
    for key, value in entries:
        shared = next(
            (at for at, (a, b) in enumerate(zip(key, before, strict=False)) if a != b), min(len(key), len(before))
        )
        content += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        before = key
    return content + struct.pack("<II", 0, 1)


def stored(content: bytes, compression: int = 0) -> bytes:
    """A block with what stands behind it."""
    return content + bytes([compression]) + struct.pack("<I", masked_crc32c(content + bytes([compression])))


def sstable(entries: Mapping[bytes, bytes], *, packed: bool = False, size: int = 4) -> bytes:
    """A table in blocks of a few entries each, snappy-compressed or not."""
    ordered = sorted(entries.items())
    data, index = b"", []
    for start in range(0, len(ordered), size):
        content = block(ordered[start : start + size])
        piece = stored(snappy(content), 1) if packed else stored(content)
        index.append((ordered[start : start + size][-1][0], varint(len(data)) + varint(len(piece) - 5)))
        data += piece
    filters, table = stored(block([])), stored(block(index))
    handles = varint(len(data)) + varint(len(filters) - 5) + varint(len(data + filters)) + varint(len(table) - 5)
    return data + filters + table + handles.ljust(40, b"\0") + struct.pack("<Q", MAGIC)


def snappy(content: bytes) -> bytes:
    """Content as literals of up to 60 bytes."""
    pieces = (content[at : at + 60] for at in range(0, len(content), 60))
    return varint(len(content)) + b"".join(bytes([(len(piece) - 1) << 2]) + piece for piece in pieces)


def tensor_bytes(value: Value) -> tuple[str, tuple[int, ...], bytes, int]:
    """Dtype, shape, bytes and checksum of a tensor as a shard holds it."""
    if isinstance(value, np.ndarray):
        data = np.ascontiguousarray(value).tobytes()
        return value.dtype.name, value.shape, data, masked_crc32c(data)
    texts = [value] if isinstance(value, bytes) else list(value)
    crc = extend(0, b"".join(struct.pack("<I", len(text)) for text in texts))
    lengths = struct.pack("<I", masked(crc))
    data = b"".join(varint(len(text)) for text in texts) + lengths + b"".join(texts)
    crc = extend(extend(crc, lengths), b"".join(texts))
    return "str", () if isinstance(value, bytes) else (len(texts),), data, masked(crc)


def entry(dtype: str, shape: Sequence[int], **fields: int) -> Any:
    """A message of the index."""
    message = classes()["BundleEntry"](dtype=NUMBERS[dtype], **fields)
    for size in shape:
        message.shape.dim.add(size=size)
    return message


def write_bundle(
    prefix: Path,
    tensors: Mapping[str, Value],
    *,
    entries: Mapping[str, Any] | None = None,
    header: Mapping[str, int] | None = None,
    packed: bool = False,
) -> Path:
    """Write a checkpoint of one shard; ``entries`` stand in the index instead of those of the tensors."""
    table = {b"": classes()["BundleHeader"](**{"num_shards": 1, **(header or {})}).SerializeToString()}
    data = b""
    for name, value in tensors.items():
        dtype, shape, content, crc = tensor_bytes(value)
        made = entry(dtype, shape, offset=len(data), size=len(content), crc32c=crc)
        table[name.encode("utf-8", "surrogateescape")] = made.SerializeToString()
        data += content
    table |= {
        name.encode("utf-8", "surrogateescape"): made.SerializeToString() for name, made in (entries or {}).items()
    }
    prefix.parent.mkdir(parents=True, exist_ok=True)
    prefix.with_name(f"{prefix.name}.data-00000-of-00001").write_bytes(data)
    index = prefix.with_name(f"{prefix.name}.index")
    index.write_bytes(sstable(table, packed=packed))
    return index


def sliced(
    name: str, whole: np.ndarray, extents: Sequence[Sequence[tuple[int, int | None]]]
) -> tuple[Any, dict[bytes, Any]]:
    """The entry of a variable in slices, and the numbers of each slice by its key."""
    message = entry(whole.dtype.name, whole.shape)
    parts = {}
    for one in extents:
        added = message.slices.add()
        for start, length in one:
            extent = added.extent.add(start=start)
            if length is not None:
                extent.length = length
        place = tuple(slice(start, None if length is None else start + length) for start, length in one)
        parts[slice_key(name, one)] = whole[place]
    return message, parts


def object_graph(*objects: Mapping[str, Any]) -> bytes:
    """An object graph: for each object its children by name, and ``key`` (with ``name``) where it is a variable."""
    graph = classes()["ObjectGraph"]()
    for each in objects:
        node = graph.nodes.add()
        for name, child in each.items():
            if name == "key":
                node.attributes.add(name="VARIABLE_VALUE", checkpoint_key=child, full_name=each.get("name", ""))
            elif name == "slots":
                for slot in child:
                    node.slot_variables.add(
                        slot_name=slot[0], original_variable_node_id=slot[1], slot_variable_node_id=slot[2]
                    )
            elif name != "name":
                node.children.add(local_name=name, node_id=child)
    return bytes(graph.SerializeToString())


def dense_checkpoint(prefix: Path, **more: Value) -> Path:
    """A Sequential model of one Dense layer, with whatever else stands in the file."""
    graph = object_graph(
        {"layer-0": 1, "layer_with_weights-0": 1},
        {"kernel": 2, "bias": 3},
        {"key": "layer/kernel"},
        {"key": "layer/bias"},
    )
    tensors: dict[str, Value] = {"layer/kernel": KERNEL, "layer/bias": BIAS, OBJECT_GRAPH: graph}
    return write_bundle(prefix, tensors | more)


KERNEL = np.arange(1, 7, dtype="float32").reshape(3, 2) / 8
BIAS = np.array([0.25, -0.5], "float32")


def saved_model(*metadata: Mapping[str, Any], tags: Sequence[str] = ("serve",), assets: Sequence[str] = ()) -> Any:
    """A SavedModel of Keras: its objects as ``dense_checkpoint`` has them, with what Keras says of the first ones."""
    model = classes()["SavedModel"](schema_version=1)
    graph = model.meta_graphs.add()
    graph.meta_info.tags.extend(tags)
    graph.meta_info.tensorflow_version = "2.4.0"
    for name in assets:
        graph.assets.add(filename=name)
    for children in ({"layer-0": 1}, {"kernel": 2, "bias": 3}, {}, {}):
        node = graph.objects.nodes.add()
        for name, child in children.items():
            node.children.add(local_name=name, node_id=child)
    for number, content in enumerate(metadata):
        held = graph.objects.nodes[number].user_object
        held.identifier = "_tf_keras_layer" if number else "_tf_keras_sequential"
        held.metadata = json.dumps(content)
    return model


DENSE = {
    "class_name": "Dense",
    "name": "dense",
    "config": {
        "name": "dense",
        "trainable": True,
        "dtype": "float32",
        "batch_input_shape": [None, 3],
        "units": 2,
        "use_bias": True,
        "activation": "linear",
        "kernel_initializer": {"class_name": "Zeros", "config": {}},
        "bias_initializer": {"class_name": "Zeros", "config": {}},
        "kernel_regularizer": None,
        "bias_regularizer": None,
        "activity_regularizer": None,
        "kernel_constraint": None,
        "bias_constraint": None,
    },
}
SEQUENTIAL = {
    "class_name": "Sequential",
    "name": "sequential",
    "keras_version": "2.4.0",
    "backend": "tensorflow",
    "config": {"name": "sequential", "layers": [{"class_name": "Dense", "config": DENSE["config"]}]},
}


def write_saved_model(folder: Path, model: Any = None) -> Path:
    """Write a SavedModel with the variables of one Dense layer."""
    folder.mkdir(parents=True, exist_ok=True)
    model = saved_model(SEQUENTIAL, DENSE) if model is None else model
    (folder / "saved_model.pb").write_bytes(model.SerializeToString())
    dense_checkpoint(folder / "variables" / "variables")
    return folder
