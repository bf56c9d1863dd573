"""Normalization layers, and their state."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, ShapeError, Variable

family = Family()


@family.on("BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization")
def batch_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Scale, offset and moving statistics over ``axis``; with ``renorm`` also its own moving statistics."""
    shape = _normalized(layer, inputs.first.shape)
    variables = _scale_and_center(layer, shape)
    variables += [Variable("moving_mean", shape, trainable=False), Variable("moving_variance", shape, trainable=False)]
    if layer.config.get("renorm"):
        variables += [
            Variable("moving_stddev", shape, trainable=False),
            Variable("renorm_mean", shape, trainable=False),
            Variable("renorm_stddev", shape, trainable=False),
        ]
    return Description(tuple(variables), inputs.first)


@family.on("LayerNormalization")
def layer_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Scale and offset with the sizes of the normalized axes."""
    shape = _along(inputs.first.shape, layer.config.get("axis", -1))
    return Description(tuple(_scale_and_center(layer, shape)), inputs.first)


@family.on("GroupNormalization")
def group_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Scale and offset along ``axis``, which ``groups`` must divide."""
    shape = _along(inputs.first.shape, layer.config.get("axis", -1))
    groups = layer.config.get("groups", 32)
    if shape is not None and shape[0] is not None and groups != -1 and shape[0] % groups:
        raise ShapeError(f"{groups} groups do not divide an axis of {shape[0]}")
    return Description(tuple(_scale_and_center(layer, shape)), inputs.first)


@family.on("RMSNormalization")
def rms_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Scale with the sizes of the normalized axes."""
    shape = _along(inputs.first.shape, layer.config.get("axis", -1))
    return Description((Variable("scale", shape),), inputs.first)


@family.on("UnitNormalization")
def unit_normalization(_layer: Layer, inputs: Inputs) -> Description:
    """No state."""
    return Description(outputs=inputs.first)


@family.on("Normalization")
def normalization(layer: Layer, inputs: Inputs) -> Description:
    """Mean, variance and count as ``adapt`` found them, unless the config gives mean and variance."""
    if layer.config.get("mean") is not None and layer.config.get("variance") is not None:
        return Description(outputs=inputs.first)
    axis = layer.config.get("axis", -1)
    shape: Shape = () if axis is None else _along(inputs.first.shape, axis)
    if axis in ([], ()):
        shape = ()
    state = (
        Variable("mean", shape, trainable=False),
        Variable("variance", shape, trainable=False),
        Variable("count", (), trainable=False),
    )
    return Description(state, inputs.first)


def _normalized(layer: Layer, shape: Shape) -> Shape:
    """The shape of each variable; with virtual batches, axes count their dimension behind that of the batch."""
    axis = layer.config.get("axis", -1)
    if layer.config.get("virtual_batch_size") is None or not isinstance(axis, list | tuple) or shape is None:
        return _in_place(shape, axis)
    cut = (shape[0], None, *shape[1:])
    if any(not 1 < one < len(cut) for one in axis):
        raise ShapeError(f"normalizes axis {axis}, which {shape} cut into virtual batches does not have")
    return tuple(size if place in axis else 1 for place, size in enumerate(cut))


def _scale_and_center(layer: Layer, shape: Shape) -> list[Variable]:
    variables = []
    if layer.config.get("scale", True):
        variables.append(Variable("gamma", shape))
    if layer.config.get("center", True):
        variables.append(Variable("beta", shape))
    return variables


def _in_place(shape: Shape, axis: Any) -> Shape:
    """As ``_along``; for several axes as many dimensions as the input has, those of others 1."""
    along = _along(shape, axis)
    if shape is None or not isinstance(axis, list | tuple) or len(axis) < 2:
        return None if shape is None and isinstance(axis, list | tuple) and len(axis) > 1 else along
    axes = {one % len(shape) for one in axis}
    return tuple(size if place in axes else 1 for place, size in enumerate(shape))


def _along(shape: Shape, axis: Any) -> Shape:
    axes = list(axis) if isinstance(axis, list | tuple) else [axis]
    if shape is None:
        return (None,) * len(axes)
    if any(not -len(shape) <= one < len(shape) for one in axes):
        raise ShapeError(f"normalizes axis {axis}, which {shape} does not have")
    return tuple(shape[one] for one in sorted(one % len(shape) for one in axes))
