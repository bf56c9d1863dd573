"""Recordings of an old model for its twin in another data format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from rekeras.checks._case import Recording
from rekeras.layout.axes import Axes
from rekeras.layout.relay import Relaid


def in_layout(recording: Recording, relaid: Relaid) -> Recording:
    """The recording with the axes of inputs and outputs in the order that the new model has."""
    arrays = {name: array for name, array in recording.inputs.items() if name != "names"}
    names = sorted(arrays, key=lambda name: int(name[1:]))
    if "names" in recording.inputs:  # the orders are those of the sorted names
        names = [names[index] for index in np.argsort(recording.inputs["names"])]
    inputs = dict(recording.inputs)
    for name, axes in zip(names, relaid.inputs, strict=False):
        inputs[name] = _arranged(arrays[name], axes)
    outputs = zip(recording.outputs, _padded(relaid.outputs, len(recording.outputs)), strict=True)
    return replace(recording, inputs=inputs, outputs=tuple(_arranged(array, axes) for array, axes in outputs))


def _padded(orders: tuple[Axes, ...], length: int) -> Iterable[Axes]:
    return (*orders, *((),) * length)[:length]


def _arranged(array: np.ndarray, axes: Axes) -> np.ndarray:
    return np.ascontiguousarray(np.transpose(array, axes)) if axes and array.ndim == len(axes) else array
