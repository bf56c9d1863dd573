"""Layers that move numbers without changing them."""

from __future__ import annotations

from math import prod
from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, ShapeError, Spec

family = Family()


@family.on("Flatten")
def flatten(_layer: Layer, inputs: Inputs) -> Description:
    """Everything after the batch on one axis; a vector of scalars gets an axis of one."""
    shape = inputs.first.shape
    if shape is None:
        return Description(outputs=Spec((None, None), inputs.first.dtype))
    return _keep_dtype(inputs, (shape[0], _product(shape[1:])))


@family.on("Reshape")
def reshape(layer: Layer, inputs: Inputs) -> Description:
    """To ``target_shape``, where one -1 (None in TensorFlow.js) takes what is left."""
    target = [-1 if size is None else size for size in layer.config["target_shape"]]
    shape = inputs.first.shape
    batch = shape[0] if shape else None
    total = _product(shape[1:]) if shape else None
    given = prod(size for size in target if size != -1)
    if -1 in target:
        if total is not None and (given == 0 or total % given):
            raise ShapeError(f"reshapes {shape} to {tuple(target)}, which has another number of elements")
        target[target.index(-1)] = total // given if total is not None and given else None
    elif total is not None and total != given:
        raise ShapeError(f"reshapes {shape} to {tuple(target)}, which has another number of elements")
    return _keep_dtype(inputs, (batch, *target))


@family.on("Permute")
def permute(layer: Layer, inputs: Inputs) -> Description:
    """The axes after the batch in the order of ``dims`` (counted from 1)."""
    dims = layer.config["dims"]
    shape = inputs.first.shape
    if shape is None:
        return _keep_dtype(inputs, (None,) * (len(dims) + 1))
    if sorted(dims) != list(range(1, len(shape))):
        raise ShapeError(f"permutes {shape} by dims {tuple(dims)}, which name other axes")
    return _keep_dtype(inputs, (shape[0], *(shape[dim] for dim in dims)))


@family.on("RepeatVector")
def repeat_vector(layer: Layer, inputs: Inputs) -> Description:
    """``(batch, features)`` to ``(batch, n, features)``."""
    shape = inputs.first.shape
    if shape is not None and len(shape) != 2:
        raise ShapeError(f"repeats a vector, but gets {shape}")
    batch, features = shape or (None, None)
    return _keep_dtype(inputs, (batch, layer.config["n"], features))


@family.on("Cropping1D", "Cropping2D", "Cropping3D")
def cropping(layer: Layer, inputs: Inputs) -> Description:
    """Takes ``cropping`` off both ends of each spatial axis."""
    return _keep_dtype(inputs, _resized(layer, inputs.first.shape, "cropping", -1))


@family.on("ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D")
def zero_padding(layer: Layer, inputs: Inputs) -> Description:
    """Adds ``padding`` zeros at both ends of each spatial axis."""
    return _keep_dtype(inputs, _resized(layer, inputs.first.shape, "padding", 1))


@family.on("UpSampling1D", "UpSampling2D", "UpSampling3D")
def up_sampling(layer: Layer, inputs: Inputs) -> Description:
    """Each spatial axis ``size`` times as long."""
    rank = _spatial_rank(layer)
    sizes = layer.config.get("size", 2)
    factors = [sizes] * rank if isinstance(sizes, int) else list(sizes)
    shape = _require_rank(layer, inputs.first.shape, rank)
    if shape is None:
        return Description()
    result = list(shape)
    first = _first_spatial(layer)
    for offset, factor in enumerate(factors):
        size = result[first + offset]
        result[first + offset] = None if size is None else size * factor
    return _keep_dtype(inputs, tuple(result))


def _resized(layer: Layer, shape: Shape, key: str, sign: int) -> Shape:
    rank = _spatial_rank(layer)
    pairs = _pairs(layer.config.get(key, 1), rank)
    known = _require_rank(layer, shape, rank)
    if known is None:
        return None
    result = list(known)
    first = _first_spatial(layer)
    for offset, (before, after) in enumerate(pairs):
        size = result[first + offset]
        if size is None:
            continue
        result[first + offset] = size + sign * (before + after)
        if result[first + offset] <= 0:  # type: ignore[operator]
            raise ShapeError(f"crops {before}+{after} off an axis of {size}")
    return tuple(result)


def _pairs(value: Any, rank: int) -> list[tuple[int, int]]:
    if isinstance(value, int):
        return [(value, value)] * rank
    if rank == 1:
        pair = value[0] if isinstance(value[0], list | tuple) else value
        return [(pair[0], pair[-1])]
    return [(item, item) if isinstance(item, int) else (item[0], item[1]) for item in value]


def _spatial_rank(layer: Layer) -> int:
    return int(layer.class_name[-2])


def _first_spatial(layer: Layer) -> int:
    return 2 if layer.config.get("data_format") == "channels_first" else 1


def _require_rank(layer: Layer, shape: Shape, rank: int) -> Shape:
    if shape is not None and len(shape) != rank + 2:
        raise ShapeError(
            f"{layer.class_name} needs {rank + 2} dimensions, batch and channels included, and gets {shape}"
        )
    return shape


def _product(sizes: tuple[int | None, ...]) -> int | None:
    return None if None in sizes else prod(size for size in sizes if size is not None)


def _keep_dtype(inputs: Inputs, shape: Shape) -> Description:
    return Description(outputs=Spec(shape, inputs.first.dtype))
