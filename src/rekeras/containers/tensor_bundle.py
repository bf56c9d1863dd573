"""A checkpoint of TensorFlow: an index of all tensors, and shards that hold their bytes.

``model.index`` is a sorted table of keys and messages; the empty key has the header. ``model.data-00000-of-00001`` are
the shards. Looking at a checkpoint reads the index alone.
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/util/tensor_bundle/tensor_bundle.h
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod
from pathlib import Path
from typing import Any

from rekeras.archive import Tensor
from rekeras.containers.bundle_keys import slice_key
from rekeras.containers.bundle_tensor import DAMAGED, BundleTensor, SlicedTensor
from rekeras.containers.bundle_types import STRING, stored_dtype, type_name
from rekeras.containers.sstable import read_sstable
from rekeras.containers.tensorflow_messages import parse
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

MOST_SLICES = 1000
LITTLE = 0


def open_bundle(index: Path, limits: Limits) -> TensorBundle:
    """Look at the checkpoint with this index; its numbers are not read.

    Raises:
        UnreadableFileError: A file is missing, cut off or damaged, or an entry makes no sense.
        LimitError: Something is larger than allowed.
    """
    if not index.is_file():
        raise UnreadableFileError(index, "there is no such file", advice="A checkpoint needs its .index file.")
    entries = read_sstable(index, limits)
    header = parse("BundleHeader", entries.pop(b"", b""), index)
    if header.endianness != LITTLE:
        raise UnreadableFileError(
            index,
            "was written by a big-endian machine, with the bytes of its numbers in reverse order",
            expected="a little-endian checkpoint",
            advice="Load it on such a machine, and save it there as HDF5.",
        )
    return TensorBundle(index, limits, int(header.num_shards), entries)


@dataclass(frozen=True)
class TensorBundle:
    """An open checkpoint.

    Attributes:
        index: The file that lists its tensors.
        limits: What it may ask for.
        shards: How many files hold its numbers.
        entries: The messages of the index by key, as bytes.
    """

    index: Path
    limits: Limits
    shards: int
    entries: Mapping[bytes, bytes]

    @cached_property
    def tensors(self) -> dict[str, Tensor]:
        """Every tensor by its key, in the order of the keys.

        Raises:
            UnreadableFileError: An entry makes no sense, or names bytes that are not there.
            LimitError: More or larger tensors than allowed.
        """
        tensors: dict[str, Tensor] = {}
        total = 0
        for key, data in self.entries.items():
            if key.startswith(b"\0"):  # a slice, which is read with the tensor it belongs to
                continue
            name = key.decode("utf-8", "backslashreplace")
            entry = parse("BundleEntry", data, f"{self.index}: {name}")
            tensor = self._sliced(name, entry) if entry.slices else self._whole(name, entry)
            tensors[name] = tensor
            dtype = stored_dtype(tensor.dtype)
            total += tensor.size * dtype.itemsize if dtype else int(entry.size)
            self.limits.require("size of all tensors in bytes", total, self.limits.total_bytes, self.index)
        return tensors

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the checkpoint that are there."""
        shards = (self._shard(number) for number in range(min(self.shards, self.limits.members)))
        return (self.index, *(shard for shard in shards if shard.is_file()))

    def _shard(self, number: int) -> Path:
        return self.index.with_name(f"{self.index.stem}.data-{number:05d}-of-{self.shards:05d}")

    def _whole(self, name: str, entry: Any) -> BundleTensor:
        where = f"{self.index}: {name}"
        shape, dtype = _shape(entry, where), type_name(entry.dtype)
        offset, size = int(entry.offset), int(entry.size)
        self.limits.require("size of one tensor in bytes", size, self.limits.tensor_bytes, where)
        stored = stored_dtype(dtype)
        if stored is not None and prod(shape) * stored.itemsize != size:
            expected = f"{prod(shape) * stored.itemsize:,} bytes"
            found = f"has {size:,} bytes for {dtype} of shape {shape}"
            raise UnreadableFileError(where, found, expected=expected, advice=DAMAGED)
        if entry.dtype == STRING and prod(shape) > size:
            raise UnreadableFileError(where, f"has {size:,} bytes for {prod(shape):,} texts", advice=DAMAGED)
        path, length = self._length_of(int(entry.shard_id), where)
        if offset < 0 or size < 0 or offset + size > length:
            raise UnreadableFileError(
                where,
                f"stands at bytes {offset:,} to {offset + size:,} of {path.name}, which has {length:,}",
                advice="The file was cut off, or is of another checkpoint.",
            )
        return BundleTensor(name, shape, dtype, path, offset, size, int(entry.crc32c))

    def _length_of(self, number: int, where: str) -> tuple[Path, int]:
        if not 0 <= number < self.shards:
            raise UnreadableFileError(where, f"stands in shard {number}, of {self.shards}", advice=DAMAGED)
        if number not in self._lengths:
            path = self._shard(number)
            if not path.is_file():
                raise UnreadableFileError(
                    path,
                    "there is no such file, and it holds part of the numbers",
                    advice=f"A checkpoint is one .index and {self.shards} .data file(s); keep them together.",
                )
            self._lengths[number] = path.stat().st_size
        return self._shard(number), self._lengths[number]

    @cached_property
    def _lengths(self) -> dict[int, int]:
        return {}

    def _sliced(self, name: str, entry: Any) -> SlicedTensor:
        where = f"{self.index}: {name}"
        shape = _shape(entry, where)
        if len(entry.slices) > MOST_SLICES:
            raise UnreadableFileError(where, f"is in {len(entry.slices):,} slices", expected=f"at most {MOST_SLICES:,}")
        parts = tuple(self._slices(name, entry, shape))
        whole = [(start, part.shape) for start, part in parts]
        if sum(prod(size) for _start, size in whole) != prod(shape) or any(
            _overlap(one, other) for one, other in combinations(whole, 2)
        ):
            raise UnreadableFileError(where, f"its slices do not make up the shape {shape}", advice=DAMAGED)
        return SlicedTensor(name, shape, type_name(entry.dtype), parts)

    def _slices(self, name: str, entry: Any, shape: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], BundleTensor]]:
        where = f"{self.index}: {name}"
        for one in entry.slices:
            extents = [
                (int(extent.start), int(extent.length) if extent.HasField("length") else None) for extent in one.extent
            ]
            data = self.entries.get(slice_key(name, extents))
            if data is None:
                raise UnreadableFileError(where, "one of its slices is not in the checkpoint", advice=DAMAGED)
            part = self._whole(name, parse("BundleEntry", data, where))
            start = tuple(at for at, _length in extents)
            inside = len(start) == len(shape) == len(part.shape) and all(
                at >= 0 and at + size <= whole for at, size, whole in zip(start, part.shape, shape, strict=True)
            )
            if not inside or part.dtype != type_name(entry.dtype):
                raise UnreadableFileError(
                    where, f"a slice of shape {part.shape} at {start} is not of it", advice=DAMAGED
                )
            yield start, part


_Box = tuple[tuple[int, ...], tuple[int, ...]]


def _overlap(one: _Box, other: _Box) -> bool:
    return all(
        max(start, other_start) < min(start + size, other_start + other_size)
        for start, size, other_start, other_size in zip(*one, *other, strict=True)
    )


def _shape(entry: Any, where: str) -> tuple[int, ...]:
    shape = tuple(int(dim.size) for dim in entry.shape.dim)
    if entry.shape.unknown_rank or any(size < 0 for size in shape) or len(shape) > 32:
        raise UnreadableFileError(where, f"has the shape {shape}", expected="sizes of at most 32 dimensions")
    return shape
