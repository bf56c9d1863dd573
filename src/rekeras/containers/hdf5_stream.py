"""An HDF5 file as a stream of bytes: the structure is laid out in memory, the numbers follow from their source.

HDF5 itself never sees the numbers: each dataset is one contiguous block, allocated when it is created and never filled,
so its offset is known and what belongs there goes straight from the source into the output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import h5py
import numpy as np

from rekeras.archive import Tensor
from rekeras.containers.memory_file import MemoryFile
from rekeras.errors import UnreadableFileError

SLICE_BYTES = 2**19
"""How much is copied at once; small enough to stay in the processor's cache between reading, checksum and writing."""

Bytes = bytes | memoryview


@dataclass(frozen=True)
class StoredGroup:
    """One group with its attributes (text, bytes, arrays of them) and the datasets directly in it."""

    path: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    tensors: Mapping[str, Tensor] = field(default_factory=dict)


@dataclass(frozen=True)
class Hdf5Stream:
    """An HDF5 file that is ready to be written.

    Attributes:
        length: Its size in bytes.
        structure: Everything but the numbers, where it stands in the file.
        blocks: Offset of each tensor, in rising order.
    """

    length: int
    structure: MemoryFile
    blocks: tuple[tuple[int, Tensor], ...]

    def pieces(self, chunk_bytes: int) -> Iterator[Bytes]:
        """The bytes of the file from the first to the last; each piece is only valid until the next is asked for."""
        position = 0
        for offset, tensor in self.blocks:
            yield from self.structure.pieces(position, offset)
            position = offset
            for piece in tensor_bytes(tensor, chunk_bytes):
                yield piece
                position += len(piece)
        yield from self.structure.pieces(position, self.length)


def hdf5_stream(groups: Iterable[StoredGroup]) -> Hdf5Stream:
    """Lay out an HDF5 file; nothing is read from the tensors yet."""
    structure = MemoryFile()
    blocks: list[tuple[int, Tensor]] = []
    with h5py.File(structure, "w") as file:
        for group in groups:
            target = file.require_group(group.path)
            for name, value in group.attributes.items():
                target.attrs[name] = value
            for name, tensor in group.tensors.items():
                offset = _allocate(target, name, tensor)
                if offset is not None:
                    blocks.append((offset, tensor))
    return Hdf5Stream(structure.length, structure, tuple(sorted(blocks, key=lambda block: block[0])))


def tensor_bytes(tensor: Tensor, chunk_bytes: int) -> Iterator[Bytes]:
    """The numbers of a tensor as little-endian bytes in C order, in pieces of at most ``chunk_bytes``."""
    spans = tensor.spans()
    if spans is not None:
        for span in spans:
            yield from _span_bytes(*span, min(chunk_bytes, SLICE_BYTES))
        return
    stored = numpy_dtype(tensor.dtype)
    for chunk in tensor.chunks(chunk_bytes):
        yield np.ascontiguousarray(chunk, dtype=stored).view(np.uint8).reshape(-1).data


def _span_bytes(path: Any, offset: int, length: int, slice_bytes: int) -> Iterator[memoryview]:
    buffer = memoryview(bytearray(min(slice_bytes, length)))
    with path.open("rb", buffering=0) as source:
        source.seek(offset)
        while length:
            size = source.readinto(buffer[: min(len(buffer), length)])
            if not size:
                raise UnreadableFileError(path, "ended while it was copied", advice="Does another program write to it?")
            yield buffer[:size]
            length -= size


def _allocate(group: Any, name: str, tensor: Tensor) -> int | None:
    """Create the dataset and return where its numbers go; None where it has no numbers."""
    kind = h5py.h5t.py_create(numpy_dtype(tensor.dtype), logical=True)
    space = h5py.h5s.create_simple(tensor.shape) if tensor.shape else h5py.h5s.create(h5py.h5s.SCALAR)
    dataset = h5py.h5d.create(group.id, name.encode(), kind, space, _allocated_but_not_filled())
    if tensor.dtype == "bfloat16":
        # HDF5 keeps two bytes a number; Keras reads from this what they are.
        h5py.Dataset(dataset).attrs["dtype"] = "bfloat16"
    offset: int | None = dataset.get_offset()
    if offset is None and tensor.size:
        raise AssertionError(f"HDF5 did not allocate {name}")
    return offset


@cache
def numpy_dtype(name: str) -> np.dtype[Any]:
    """The little-endian dtype of that name, of numpy or of ml_dtypes."""
    try:
        dtype = np.dtype(name)
    except TypeError:
        import ml_dtypes  # noqa: PLC0415 - few files need it

        dtype = np.dtype(getattr(ml_dtypes, name))
    return dtype.newbyteorder("<")


def _allocated_but_not_filled() -> Any:
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    properties.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    properties.set_obj_track_times(False)  # the same numbers give the same bytes
    return properties
