"""Tensors that stay on disk until somebody asks for a slice of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np

Shape = tuple[int, ...]


class Tensor(ABC):
    """One array of numbers, known by shape and dtype before anything is read.

    Attributes:
        shape: Its shape.
        dtype: Name of its dtype as numpy or ml_dtypes spells it (``float32``, ``bfloat16``, ``str`` for text).
        origins: Names of the source tensors it was made of; one where it stands in the file so, none for new ones.
    """

    shape: Shape
    dtype: str
    origins: tuple[str, ...]

    @abstractmethod
    def read(self) -> np.ndarray:
        """Return the whole array."""

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        """Yield the array in C order as flat pieces of at most ``chunk_bytes`` (never less than one number)."""
        flat = self.read().reshape(-1)
        step = max(1, chunk_bytes // max(1, flat.dtype.itemsize))
        for start in range(0, flat.size, step):
            yield flat[start : start + step]

    def span(self) -> tuple[Path, int, int] | None:
        """File, offset and bytes where the numbers stand contiguously in C order, little-endian; else None."""
        return None

    def spans(self) -> tuple[tuple[Path, int, int], ...] | None:
        """As ``span``, where the numbers may go on in another file."""
        span = self.span()
        return None if span is None else (span,)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)

    @property
    def is_original(self) -> bool:
        """Whether these are the source's numbers, bit for bit."""
        return False


class SourceTensor(Tensor):
    """A tensor that stands in a file under one name.

    Attributes:
        name: That name.
    """

    name: str

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.name,)

    @property
    def is_original(self) -> bool:
        return True


@dataclass(frozen=True, eq=False)
class ArrayTensor(Tensor):
    """A tensor in memory: small state that the source did not have, such as a random seed, or a builder's in tests."""

    array: np.ndarray
    origins: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:  # type: ignore[override]
        return tuple(self.array.shape)

    @property
    def dtype(self) -> str:  # type: ignore[override]
        return self.array.dtype.name

    def read(self) -> np.ndarray:
        return self.array

    @property
    def is_original(self) -> bool:
        return bool(self.origins)


@dataclass(frozen=True, eq=False)
class MappedTensor(Tensor):
    """A tensor computed from others when it is read.

    Attributes:
        sources: What it is made of.
        function: Takes the arrays of ``sources``, returns the array; must give ``shape`` and ``dtype``.
        shape: Shape of the result.
        dtype: Dtype of the result.
    """

    sources: tuple[Tensor, ...]
    function: Callable[..., np.ndarray]
    shape: Shape
    dtype: str

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(dict.fromkeys(origin for source in self.sources for origin in source.origins))

    def read(self) -> np.ndarray:
        array = np.asarray(self.function(*(source.read() for source in self.sources)))
        if tuple(array.shape) != self.shape:
            raise ValueError(f"{self.origins}: computed shape {array.shape}, declared {self.shape}")
        return np.ascontiguousarray(array, dtype=array.dtype if array.dtype.name == self.dtype else self.dtype)
