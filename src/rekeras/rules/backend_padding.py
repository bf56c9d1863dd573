"""Theano and CNTK pad convolutions with `same` otherwise than TensorFlow: always by half the kernel.

TensorFlow and all backends of Keras 3 spread what a stride leaves over on both sides. For even kernels, Theano pads
more on the left, the others more on the right. Nobody sees an error: everything is shifted by one.

Symptom: strided or even convolutions with padding same of a Theano model give other results in Keras 3
Symptom: strided convolutions with padding same of a CNTK model give other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.4/keras/backend/theano_backend.py (`_preprocess_padding`)

Before: Conv2D(kernel_size=[4, 4], padding="same")                         (Theano)
After: ZeroPadding2D([[2, 1], [2, 1]]), Conv2D(kernel_size=[4, 4], padding="valid")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rekeras.archive import Layer
from rekeras.layers._spatial import per_axis, rank_of
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT)


HALF: dict[str, Callable[[int], int]] = {
    "theano": lambda reach: reach // 2,
    "cntk": lambda reach: (reach - 1) // 2,
}
"""How many zeros these backends put in front."""


@rule.in_context("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D")
def pad_before(layer: Layer, context: Context) -> Layer | Upgraded | None:
    half = HALF.get(context.source.backend)
    if half is None or layer.config.get("padding") != "same":
        return None
    strides, reaches = _all(layer, "strides"), _reaches(layer)
    if refused := _refusal(layer, strides, reaches, context):
        return refused
    if all(stride == 1 and half(reach) == (reach - 1) // 2 for stride, reach in zip(strides, reaches, strict=True)):
        return None
    sides = [[half(reach), reach - 1 - half(reach)] for reach in reaches]
    rank, config = len(sides), dict(layer.config)
    said = {"padding": sides[0] if rank == 1 else sides, "data_format": config.get("data_format", "channels_last")}
    steps = (
        Layer(f"ZeroPadding{rank}D", "pad", said),
        Layer(layer.class_name, "conv", config | {"padding": "valid"}, layer.weights),
    )
    return in_place(layer, steps, context)


@rule.in_context("Conv2DTranspose", "Conv3DTranspose")
def crop_after(layer: Layer, context: Context) -> Layer | Upgraded | None:
    """The whole result, from half the kernel on."""
    half = HALF.get(context.source.backend)
    if half is None or layer.config.get("padding") != "same":
        return None
    strides, reaches = _all(layer, "strides"), _reaches(layer)
    if refused := _refusal(layer, strides, reaches, context):
        return refused
    asked = layer.config.get("output_padding")
    extra = per_axis(asked, len(strides)) if asked is not None else (None,) * len(strides)
    left = [half(reach) for reach in reaches]
    right = [
        reach - before - stride if more is None else 2 * (reach // 2) - before - more
        for reach, before, stride, more in zip(reaches, left, strides, extra, strict=True)
    ]
    said = {"padding": "valid", "output_padding": [max(0, -one) for one in right]}
    cropping = [[before, max(0, after)] for before, after in zip(left, right, strict=True)]
    data_format = layer.config.get("data_format", "channels_last")
    steps = (
        Layer(layer.class_name, "conv", dict(layer.config) | said, layer.weights),
        Layer(f"Cropping{len(left)}D", "crop", {"cropping": cropping, "data_format": data_format}),
    )
    return in_place(layer, steps, context)


def _refusal(layer: Layer, strides: Sequence[int], reaches: Sequence[int], context: Context) -> Upgraded | None:
    """CNTK with strides over even kernels, and Theano's separable ones, do something else again."""
    even = any(reach % 2 == 0 for reach in reaches)
    separable = layer.class_name.startswith("Separable") and context.source.backend == "theano"
    if not even or not (separable or (context.source.backend == "cntk" and max(strides) > 1)):
        return None
    finding = context.refusal(
        "backend_padding",
        f"{layer.class_name} of {context.source.backend} with padding same, an even kernel and strides {list(strides)}",
        expected="a kernel of odd size",
        advice="Keep this model in the framework that made it, or report it to rekeras.",
    )
    return Upgraded(findings=(finding,))


def _all(layer: Layer, key: str) -> tuple[int, ...]:
    value: Any = layer.config.get(key)
    return per_axis(1 if value is None else value, rank_of(layer))


def _reaches(layer: Layer) -> list[int]:
    """Over how many numbers the kernel reaches along each axis."""
    sizes, dilations = _all(layer, "kernel_size"), _all(layer, "dilation_rate")
    return [(size - 1) * dilation + 1 for size, dilation in zip(sizes, dilations, strict=True)]
