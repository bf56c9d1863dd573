"""The ``weightsManifest`` of TensorFlow.js: which tensors stand in which files, one after the other.

https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-core/src/io/types.ts (``WeightsManifestEntry``)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

import numpy as np

from rekeras.archive import ArrayTensor, Tensor
from rekeras.containers.shards import LENGTH, STORED, Pieces, PieceTensor, QuantizedTensor, open_pieces
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

AFFINE = ("uint8", "uint16")
QUANTIZED = (*AFFINE, "float16")
DAMAGED = "Download or copy all files of the model again."


def tensors_of(manifest: Any, where: Path, limits: Limits) -> dict[str, Tensor]:
    """Every tensor of a manifest by its name, in its order; texts are read, numbers are not.

    Args:
        manifest: The value of ``weightsManifest``.
        where: The file it stands in; the others stand beside it.
        limits: What they may ask for.

    Raises:
        UnreadableFileError: It makes no sense, a file is missing, or they do not hold what it says.
        LimitError: More or larger tensors than allowed.
    """
    tensors: dict[str, Tensor] = {}
    if not isinstance(manifest, list):
        raise UnreadableFileError(where, "`weightsManifest` is no list", expected="a list of groups")
    for group in manifest:
        paths, weights = (group.get(key) if isinstance(group, dict) else None for key in ("paths", "weights"))
        if not isinstance(paths, list) or not isinstance(weights, list):
            raise UnreadableFileError(where, "a group of `weightsManifest` lacks `paths` or `weights`")
        limits.require("number of files", len(paths), limits.members, where)
        pieces = open_pieces({str(name): _beside(where, name) for name in paths}, where)
        for name, tensor in _in_group(weights, pieces, where, limits):
            if name in tensors:
                raise UnreadableFileError(where, f"lists the tensor {name} twice")
            tensors[name] = tensor
            limits.require("number of tensors", len(tensors), limits.tensors, where)
    return tensors


def _beside(where: Path, name: Any) -> Path:
    path = PurePosixPath(name) if isinstance(name, str) else None
    if path is None or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\x00" in name:
        raise UnreadableFileError(where, f"names the file {name!r}", expected="a file beside it")
    return where.parent / path


def _in_group(weights: list[Any], pieces: Pieces, where: Path, limits: Limits) -> Iterator[tuple[str, Tensor]]:
    offset = 0
    for entry in weights:
        name, shape, dtype, packed = _entry(entry, where)
        if dtype == "string":
            tensor, length = _texts(name, shape, pieces, offset, limits)
        else:
            stored = PieceTensor(name, shape, packed["dtype"] if packed else STORED[dtype], pieces, offset)
            tensor, length = _widened(stored, dtype, packed, where) if packed else stored, stored.nbytes
        limits.require("size of one tensor in bytes", length, limits.tensor_bytes, f"{where}: {name}")
        offset += length
        if offset > pieces.length:
            found = f"{name} {shape} ends at byte {offset:,}, the files have {pieces.length:,} bytes"
            raise UnreadableFileError(where, found, advice=DAMAGED)
        yield name, tensor
    if offset < pieces.length:
        found = f"its tensors take {offset:,} bytes, the files have {pieces.length:,}"
        raise UnreadableFileError(where, found, expected="files that belong to it", advice=DAMAGED)


def _entry(entry: Any, where: Path) -> tuple[str, tuple[int, ...], str, Mapping[str, Any]]:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str):
        raise UnreadableFileError(where, "an entry of `weights` has no name")
    shape, dtype, packed = entry.get("shape"), entry.get("dtype"), entry.get("quantization") or {}
    if not isinstance(shape, list) or not all(isinstance(size, int) and 0 <= size < 2**48 for size in shape):
        raise UnreadableFileError(f"{where}: {name}", f"has the shape {shape!r}", expected="a list of sizes")
    if dtype not in (*STORED, "string") or not isinstance(packed, dict):
        raise UnreadableFileError(f"{where}: {name}", f"has the dtype {dtype!r}", expected=", ".join(STORED))
    if packed and packed.get("dtype") not in QUANTIZED:
        raise UnreadableFileError(f"{where}: {name}", f"is quantized as {packed!r}", expected=", ".join(QUANTIZED))
    return name, tuple(shape), dtype, packed


def _widened(stored: PieceTensor, dtype: str, packed: Mapping[str, Any], where: Path) -> Tensor:
    scale, least = packed.get("scale"), packed.get("min")
    if stored.dtype == "float16" and dtype == "float32":
        return QuantizedTensor(stored, dtype)
    if stored.dtype in AFFINE and dtype in ("float32", "int32") and _finite(scale) and _finite(least):
        return QuantizedTensor(stored, dtype, float(scale), float(least))
    found = f"is quantized as {dict(packed)!r}"
    raise UnreadableFileError(f"{where}: {stored.name}", found, expected="float16, uint8 or uint16, with scale and min")


def _finite(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and bool(np.isfinite(value))


def _texts(name: str, shape: tuple[int, ...], pieces: Pieces, offset: int, limits: Limits) -> tuple[Tensor, int]:
    """Texts, each after its length."""
    texts: list[str] = []
    start = offset
    count = int(np.prod(shape, dtype=object))
    limits.require("number of texts", count, limits.config_bytes // LENGTH, name)
    while len(texts) < count:
        size = int.from_bytes(pieces.read(offset, LENGTH), "little")
        limits.require("size of texts in bytes", offset + size - start, limits.config_bytes, name)
        content = pieces.read(offset + LENGTH, size)
        offset += LENGTH + size
        if offset > pieces.length:
            return ArrayTensor(np.empty(0, object), (name,)), offset - start  # the caller says that the files end
        texts.append(content.decode("utf-8", "replace"))
    return ArrayTensor(np.array(texts, dtype=object).reshape(shape), (name,)), offset - start
