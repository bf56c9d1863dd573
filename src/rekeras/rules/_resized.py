"""Resize images by constant matrices, the same on every backend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.layers._description import Spec
from rekeras.layers._spatial import is_channels_first
from rekeras.rules._in_place import in_place
from rekeras.rules._resize_matrix import resize_matrix
from rekeras.rules._rule import Context


def images_into(layer: Layer, context: Context) -> tuple[Spec, int, int] | None:
    """What images a layer gets, their rows and columns; None where their size is not known."""
    description = context.description
    spec = description.inputs.first if description else Spec()
    if spec.shape is None or spec.rank != 4:
        return None
    rows, columns = spec.shape[2:] if is_channels_first(layer) else spec.shape[1:3]
    return None if rows is None or columns is None else (spec, rows, columns)


def by_matrices(layer: Layer, context: Context, how: str, size: tuple[int, int]) -> Layer | None:
    """A model in the layer's place that gives images of this size; None where it gets images of unknown size."""
    images = images_into(layer, context)
    if images is None:
        return None
    spec, rows, columns = images
    shape = list(spec.shape or ())
    first = is_channels_first(layer)
    steps = []
    if not spec.dtype.startswith(("float", "bfloat")):
        steps.append(Layer("Rescaling", "to_floats", {"scale": 1.0, "offset": 0.0}))
    for name, axis, given, wanted in (("rows", 1 + first, rows, size[0]), ("columns", 2 + first, columns, size[1])):
        shape[axis] = wanted
        steps.append(_along(name, axis, shape[1:], resize_matrix(how, given, wanted)))
    return in_place(layer, tuple(steps), context)


def _along(name: str, axis: int, shape: list[int | None], matrix: np.ndarray) -> Layer:
    """A layer without bias or training that multiplies one axis by a matrix."""
    axes = "abcd"
    config = {
        "equation": f"{axes},{axes[axis]}x->{axes.replace(axes[axis], 'x')}",
        "output_shape": shape,
        "activation": "linear",
        "bias_axes": None,
        "kernel_initializer": "zeros",
        "bias_initializer": "zeros",
        "kernel_regularizer": None,
        "bias_regularizer": None,
        "kernel_constraint": None,
        "bias_constraint": None,
        "trainable": False,
    }
    return replace(Layer("EinsumDense", name, config), weights={"kernel": ArrayTensor(matrix)})
