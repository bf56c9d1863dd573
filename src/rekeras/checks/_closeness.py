"""How near two frameworks' outputs are to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rekeras.archive import Layer, walk

TOLERANCE = 1e-5
HALF_TOLERANCES = {"float16": 5e-3, "bfloat16": 4e-2}
"""Some units in the last place of the half-size floats, whose order of additions differs between frameworks."""


@dataclass(frozen=True)
class Distance:
    """The worst difference of all outputs.

    Attributes:
        worst: Largest absolute difference, divided by the largest absolute value of the same output; 0 for text and
            whole numbers that are equal, infinite where shapes, kinds, or the places of NaN and infinity differ.
        where: The output, and what differs there, for people.
    """

    worst: float = 0.0
    where: str = ""


def distance(found: Sequence[np.ndarray], expected: Sequence[np.ndarray]) -> Distance:
    """Compare outputs one by one; returns the worst."""
    if len(found) != len(expected):
        return Distance(np.inf, f"{len(found)} outputs instead of {len(expected)}")
    each = (difference(f"output {index}", *pair) for index, pair in enumerate(zip(found, expected, strict=True)))
    return max(each, key=lambda one: one.worst, default=Distance())


def difference(name: str, found: np.ndarray, expected: np.ndarray) -> Distance:
    """Compare one array with another; ``name`` is what people call it."""
    if found.shape != expected.shape:
        return Distance(np.inf, f"{name} has shape {found.shape} instead of {expected.shape}")
    if _is_text(found) or _is_text(expected):
        equal = _is_text(found) and _is_text(expected) and bool(np.all(_text(found) == _text(expected)))
        return Distance(0.0 if equal else np.inf, name if equal else f"{name}: the text differs")
    if expected.dtype.kind in "iub" and found.dtype.kind in "iub":
        count = int(np.count_nonzero(found != expected))
        return Distance(np.inf, f"{name}: {count} of {found.size} whole numbers differ") if count else Distance(0, name)
    return _floats(name, found.astype(np.float64), expected.astype(np.float64))


def _floats(name: str, found: np.ndarray, expected: np.ndarray) -> Distance:
    finite = np.isfinite(expected)
    if not np.array_equal(finite, np.isfinite(found)) or not np.array_equal(
        found[~finite], expected[~finite], equal_nan=True
    ):
        return Distance(np.inf, f"{name}: NaN or infinity stands in other places")
    if not finite.any():
        return Distance(0.0, name)
    largest = float(np.abs(expected[finite]).max())
    difference = float(np.abs(found[finite] - expected[finite]).max())
    return Distance(difference / largest if largest else (0.0 if difference == 0 else np.inf), name)


def _is_text(array: np.ndarray) -> bool:
    return array.dtype.kind in "USO"


def _text(array: np.ndarray) -> np.ndarray:
    return np.char.decode(array, "utf-8") if array.dtype.kind == "S" else array.astype(np.str_)


def tolerance(model: Layer) -> float:
    """What outputs may differ by, scaled: 1e-5, more where the model computes in half-size floats."""
    policies = " ".join(str(layer.config.get("dtype", "")) for _address, layer in walk(model))
    return max((value for name, value in HALF_TOLERANCES.items() if name in policies), default=TOLERANCE)
