"""Kernels whose axes stand in another order: those of Keras 1 with channels first, or of another framework."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, side_by_side, some
from rekeras.layers._description import Shape
from rekeras.pairing.slots import show_shape
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Kernels that have the same sizes at other axes."""
    filters_first: list[str] = []
    turned: list[str] = []
    example = ""
    for place, pair in mismatch.differing():
        for slot, entry in side_by_side(pair):
            found = entry.tensor.shape
            if len(found) < 2 or slot.shape is None or not _other_order(slot.shape, found):
                continue
            example = example or f"{show_shape(found)} for {show_shape(slot.shape)}"
            (filters_first if _filters_first(slot.shape, found) else turned).append(place.where)
            break
    if filters_first:
        yield likely(
            __name__,
            some(filters_first),
            f"kernels stand with their filters first, as Keras 1 wrote them for channels first (`th`): {example}",
            "Build the architecture with data_format='channels_first', put the weights there, and have the inputs "
            "moved: rekeras convert FILLED.keras --data-format channels_last.",
        )
    if turned:
        yield likely(
            __name__,
            some(turned),
            f"kernels have the sizes of the architecture at other axes: {example}",
            "Another framework wrote them, or a kernel that is not square stands on its side.",
        )


def _filters_first(wanted: Shape, found: tuple[int, ...]) -> bool:
    if wanted is None or len(found) < 4:
        return False
    return _is((wanted[-1], wanted[-2], *wanted[:-2]), found)


def _other_order(wanted: tuple[int | None, ...], found: tuple[int, ...]) -> bool:
    if None in wanted:
        return _filters_first(wanted, found) and not _is(wanted, found)
    return found != wanted and sorted(found) == sorted(size for size in wanted if size is not None)


def _is(wanted: tuple[int | None, ...], found: tuple[int, ...]) -> bool:
    return len(wanted) == len(found) and all(one in (None, other) for one, other in zip(wanted, found, strict=True))


cause = Cause(__name__, look)
