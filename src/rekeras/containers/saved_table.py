"""The contents of the lookup tables of a SavedModel: constants of its graph, a file, or tensors of its checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from rekeras.archive import Tensor
from rekeras.containers.bundle_types import STRING, stored_dtype, type_name
from rekeras.containers.object_graph import ObjectGraph
from rekeras.containers.saved_model import SavedModel
from rekeras.containers.signature import read_head
from rekeras.errors import UnreadableFileError

Contents = tuple[list[Any], list[Any]]
"""Keys and values, in the order of the file; text as bytes."""


def constant_contents(model: SavedModel, table: int) -> Contents | None:
    """What a table that never changes is initialized with: two constants; None where it is not.

    Raises:
        UnreadableFileError: The constants are damaged.
    """
    initializer = model.child(table, "_initialize")
    names = () if initializer is None else tuple(model.objects[initializer].function.names)
    bound = next((each.value.bound_inputs for each in model.graph.objects.functions if each.key in names[:1]), ())
    constants = [
        constant
        for number in bound
        if number != table and 0 <= number < len(model.objects)
        if (constant := _constant(model, number)) is not None
    ]
    if len(constants) != 2 or len(constants[0]) != len(constants[1]):
        return None
    return constants[0], constants[1]


def file_lines(model: SavedModel, table: int) -> list[bytes] | None:
    """The lines of the file that a table is initialized with; None where there is none.

    Raises:
        UnreadableFileError: The file is not there.
        LimitError: It is larger than allowed.
    """
    asset = model.child(table, "_initializer", "_filename")
    path = None if asset is None else model.asset(asset)
    if path is None:
        return None
    read_head(path)
    model.limits.require("size of the vocabulary in bytes", path.stat().st_size, model.limits.config_bytes, path)
    lines = [line.rstrip(b"\r") for line in path.read_bytes().split(b"\n")]
    return lines if lines[-1] else lines[:-1]


def stored_contents(graph: ObjectGraph, table: int, tensors: Mapping[str, Tensor]) -> Contents | None:
    """What a table that can change held when it was saved; None where the checkpoint does not have it."""
    keys = [tensor for key in graph.objects[table].tensors.values() if (tensor := tensors.get(f"{key}-keys"))]
    values = [tensor for key in graph.objects[table].tensors.values() if (tensor := tensors.get(f"{key}-values"))]
    if len(keys) != 1 or len(values) != 1 or keys[0].shape != values[0].shape:
        return None
    return keys[0].read().reshape(-1).tolist(), values[0].read().reshape(-1).tolist()


def _constant(model: SavedModel, number: int) -> list[Any] | None:
    node = model.objects[number]
    if not node.HasField("constant"):
        return None
    name, where = str(node.constant.operation), f"{model.folder}: {node.constant.operation}"
    for operation in model.graph.graph.node:
        if operation.name == name:
            return next(
                (_values(each.value.tensor, where) for each in operation.attributes if each.key == "value"), None
            )
    return None


def _values(tensor: Any, where: str | Path) -> list[Any]:
    """The elements of a constant; where there are fewer than its shape says, the last one is repeated."""
    size = 1
    for dim in tensor.shape.dim:
        size *= int(dim.size)
    if tensor.content:
        stored = stored_dtype(type_name(tensor.dtype))
        if stored is None or size * stored.itemsize != len(tensor.content):
            raise UnreadableFileError(where, f"has {len(tensor.content):,} bytes for {size:,} elements")
        values: list[Any] = np.frombuffer(tensor.content, stored).tolist()
        return values
    values = list(tensor.string_val if tensor.dtype == STRING else tensor.int64_val or tensor.int_val)
    if len(values) == 1 and size < 2**20:
        return values * size
    if len(values) != size:
        raise UnreadableFileError(where, f"has {len(values):,} values for {size:,} elements")
    return values
