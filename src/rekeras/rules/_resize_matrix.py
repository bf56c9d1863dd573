"""Resizing one axis of an image is a matrix: what each number of the result takes of each number given.

Sources: ``image_resizer_state.h``, ``resize_bicubic_op.cc``, ``resize_area_op.cc`` and ``scale_and_translate_op.cc`` of
TensorFlow say where samples lie, and what happens at the borders; the kernels themselves are those of the textbooks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Kernel = Callable[[np.ndarray], np.ndarray]

CUBIC_STEPS = 1024
"""TensorFlow looks cubic weights up in a table of so many steps between two pixels."""


def resize_matrix(how: str, given: int, wanted: int) -> np.ndarray:
    """The matrix ``(given, wanted)`` in float32 that resizes an axis.

    Args:
        how: An interpolation of TensorFlow 2, or ``corners`` for the bilinear one of TensorFlow 1.
        given: Size before.
        wanted: Size after.
    """
    if how == "area":
        matrix = _area(given, wanted)
    elif how == "corners":
        matrix = _corners(given, wanted)
    elif how == "bicubic":
        matrix = _bicubic(given, wanted)
    else:
        matrix = _convolved(given, wanted, *KERNELS[how])
    return matrix.T.astype("float32")


def _corners(given: int, wanted: int) -> np.ndarray:
    """Samples lie at ``i * given / wanted``, computed in float32; beyond the last pixel it is repeated."""
    place = np.minimum(np.arange(wanted, dtype="float32") * np.float32(given / wanted), given - 1)
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(given))))


def _area(given: int, wanted: int) -> np.ndarray:
    """Each number is the mean of what lies under it."""
    edges = np.arange(wanted + 1) * given / wanted
    pixels = np.arange(given)
    overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.asarray(np.maximum(0.0, overlap) * wanted / given)


def _bicubic(given: int, wanted: int) -> np.ndarray:
    """Keys's cubic with a = -0.5; samples lie at the centres of pixels, pixels outside count nothing."""
    place = (np.arange(wanted) + 0.5) * given / wanted - 0.5
    first = np.floor(place)
    within = np.rint((place - first) * CUBIC_STEPS) / CUBIC_STEPS
    distance = np.abs((first + within)[:, None] - np.arange(given))
    near = (1.5 * distance - 2.5) * distance**2 + 1
    far = ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
    return _normalized(np.where(distance <= 1, near, np.where(distance < 2, far, 0.0)))


def _convolved(given: int, wanted: int, radius: float, kernel: Kernel) -> np.ndarray:
    """Any kernel, not widened where the image shrinks; samples lie at the centres of pixels."""
    place = (np.arange(wanted) + 0.5) * given / wanted - 0.5
    distance = np.abs(place[:, None] - np.arange(given))
    return _normalized(np.where(distance < radius, kernel(distance), 0.0))


def _normalized(weights: np.ndarray) -> np.ndarray:
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _lanczos(radius: float) -> tuple[float, Kernel]:
    return radius, lambda x: np.sinc(x) * np.sinc(x / radius)


def _mitchell(x: np.ndarray) -> np.ndarray:
    near = (7 / 6 * x - 2) * x**2 + 8 / 9
    far = ((-7 / 18 * x + 2) * x - 10 / 3) * x + 16 / 9
    return np.asarray(np.where(x < 1, near, far))


KERNELS: dict[str, tuple[float, Kernel]] = {
    "lanczos3": _lanczos(3.0),
    "lanczos5": _lanczos(5.0),
    "gaussian": (1.5, lambda x: np.exp(-2.0 * x**2)),
    "mitchellcubic": (2.0, _mitchell),
}
