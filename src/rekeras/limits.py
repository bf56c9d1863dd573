"""What an untrusted file may ask for, checked before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rekeras.errors import LimitError


@dataclass(frozen=True)
class Limits:
    """Upper bounds; the defaults leave room for the largest models that people keep in one file.

    Attributes:
        config_bytes: Size of the architecture text. The largest genuine ones known are some 20 MB.
        config_depth: Nesting of the architecture text; honest models stay below 60.
        layers: Layers in one model, inner ones included.
        tensors: Tensors in one file.
        tensor_bytes: Size of one tensor.
        total_bytes: Size of all tensors of a file.
        members: Members of one archive (zip) or objects of one HDF5 file.
        chunk_bytes: How much of a tensor is held in memory while it is copied.
    """

    config_bytes: int = 256 * 2**20
    config_depth: int = 200
    layers: int = 100_000
    tensors: int = 500_000
    tensor_bytes: int = 64 * 2**30
    total_bytes: int = 512 * 2**30
    members: int = 2_000_000
    chunk_bytes: int = 8 * 2**20

    def require(self, what: str, actual: int, limit: int, where: str | Path) -> None:
        """Raise LimitError when ``actual`` is above ``limit``; ``what`` names it for the person."""
        if actual > limit:
            raise LimitError(where, what, limit, actual)


DEFAULT_LIMITS = Limits()
