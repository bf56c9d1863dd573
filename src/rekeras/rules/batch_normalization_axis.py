"""BatchNormalization takes one axis as an integer; TensorFlow 2 wrote a list, of several axes too.

Symptom: int() argument must be a string, a bytes-like object or a real number, not 'list'
https://github.com/keras-team/keras/issues/19089

Before: BatchNormalization(axis=[3])
After: BatchNormalization(axis=3)

Before: BatchNormalization(axis=[1, 3])                   (on images of 4 x 5 x 3)
After: Permute, Reshape([5, 12]), BatchNormalization(axis=-1), Reshape([5, 4, 3]), Permute
"""

from __future__ import annotations

from math import prod

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import drawing_for, mask_refused, may_be_masked
from rekeras.rules._elementwise import known_sizes
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context("BatchNormalization")
def take_single_axis(layer: Layer, context: Context) -> Layer | Upgraded | None:
    axis = layer.config.get("axis", -1)
    if isinstance(axis, int):
        return None
    if isinstance(axis, list | tuple) and len(axis) == 1:
        return layer.with_config({"axis": axis[0]})
    return _join_axes(layer, context, axis)


def _join_axes(layer: Layer, context: Context, axis: object) -> Upgraded:
    """Normalize over one axis that holds all of them."""
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    axes = sorted({one % (len(sizes) + 1) for one in axis}) if sizes and isinstance(axis, list | tuple) else []
    if draw is None or sizes is None or not axes or 0 in axes or layer.config.get("renorm"):
        return Upgraded(findings=(_refusal(context, axis),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    rest = [place for place in range(1, len(sizes) + 1) if place not in axes]
    order, together = rest + axes, prod(sizes[place - 1] for place in axes)
    moved = draw("Permute", "axes_behind", draw.inputs[0], {"dims": order})
    others = [prod(sizes[place - 1] for place in rest)] if rest else []
    joined = draw("Reshape", "joined", moved, {"target_shape": [*others, together]})
    weights = {name: _joined(tensor, together) for name, tensor in layer.weights.items()}
    normalized = draw("BatchNormalization", "normalized", joined, dict(layer.config) | {"axis": -1}, weights)
    apart = draw("Reshape", "apart", normalized, {"target_shape": [sizes[place - 1] for place in order]})
    back = [order.index(place) + 1 for place in range(1, len(sizes) + 1)]
    return Upgraded(draw.model(draw("Permute", "axes_back", apart, {"dims": back})), safety=Safety.EXACT)


def _joined(tensor: Tensor, size: int) -> Tensor:
    """The numbers of all axes in one; the others have a size of 1."""
    return MappedTensor((tensor,), lambda array: array.reshape(size), (size,), tensor.dtype)


def _refusal(context: Context, axis: object) -> Finding:
    return context.refusal(
        "several_axes",
        f"BatchNormalization over the axes {axis}",
        expected="one axis, or several of an input of known size",
        advice="Give the model inputs of a fixed size in the original framework, and save it again.",
    )
