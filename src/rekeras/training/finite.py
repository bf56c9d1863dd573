"""A training run that had failed leaves NaN behind, which would spoil every weight in the next step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rekeras.archive import StateTensor
from rekeras.training._saved_state import StateError

CHUNK_BYTES = 2**24


def require_finite(state: Sequence[StateTensor]) -> None:
    """Raise where a training run had failed: its optimizer would spoil every weight in the next step.

    Raises:
        StateError: A tensor holds NaN or an infinity.
    """
    for one in state:
        if one.tensor.dtype.startswith(("float", "bfloat")):
            for piece in one.tensor.chunks(CHUNK_BYTES):
                if not np.isfinite(piece.astype("float32", copy=False)).all():
                    raise StateError(f"{one.name} holds NaN or infinity")
