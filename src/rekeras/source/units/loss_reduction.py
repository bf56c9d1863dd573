"""How a loss is reduced is said by a string."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Reference
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

NAMES = {
    "AUTO": '"sum_over_batch_size"',
    "NONE": '"none"',
    "SUM": '"sum"',
    "SUM_OVER_BATCH_SIZE": '"sum_over_batch_size"',
}


@unit.reference(*(f"keras.losses.{space}.{name}" for space in ("Reduction", "ReductionV2") for name in NAMES))
def reduction(place: Reference) -> Expression:
    return cst.SimpleString(NAMES[place.name.rpartition(".")[2]])
