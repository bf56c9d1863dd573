"""Theano and CNTK pad convolutions with `same` otherwise than TensorFlow: Theano always by half the kernel.

TensorFlow and all backends of Keras 3 pad as little as the strides need, on both sides alike. For even kernels, Theano
pads more on the left, the others more on the right; CNTK puts the middles of the windows evenly over the image. Nobody
sees an error: everything is shifted by one.

Symptom: strided or even convolutions with padding same of a Theano model give other results in Keras 3
Symptom: strided convolutions with padding same of a CNTK model give other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.4/keras/backend/theano_backend.py (`_preprocess_padding`)

Before: Conv2D(kernel_size=[4, 4], padding="same")                         (Theano)
After: ZeroPadding2D([[2, 1], [2, 1]]), Conv2D(kernel_size=[4, 4], padding="valid")
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN
from rekeras.layers._spatial import is_channels_first, per_axis, rank_of, take_apart
from rekeras.records import Safety
from rekeras.rules._cntk_windows import back, front, front_of_transposed
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT)

BACKENDS = ("theano", "cntk")


@rule.in_context("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D")
def pad_before(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if context.source.backend not in BACKENDS or layer.config.get("padding") != "same":
        return None
    strides, reaches = _all(layer, "strides"), _reaches(layer)
    if problem := _problem(layer, context):
        return _refused(layer, problem, context)
    fronts = _fronts(layer, context)
    if all(
        stride == 1 and before == (reach - 1) // 2
        for stride, reach, before in zip(strides, reaches, fronts, strict=True)
    ):
        return None
    rank, data_format = len(fronts), layer.config.get("data_format", "channels_last")
    cuts = [[max(0, -before), 0] for before in fronts]
    sides = [[max(0, before), reach - 1 - before] for before, reach in zip(fronts, reaches, strict=True)]
    steps = []
    if any(map(any, cuts)):
        cropping = {"cropping": cuts[0]} if rank == 1 else {"cropping": cuts, "data_format": data_format}
        steps.append(Layer(f"Cropping{rank}D", "cut", cropping))
    said = {"padding": sides[0] if rank == 1 else sides}
    if rank > 1 or is_channels_first(layer):  # older versions of Keras 3 know only the one order for sequences
        said["data_format"] = data_format
    steps.append(Layer(f"ZeroPadding{rank}D", "pad", said))
    steps.append(Layer(layer.class_name, "conv", dict(layer.config) | {"padding": "valid"}, layer.weights))
    return in_place(layer, tuple(steps), context)


@rule.in_context("Conv2DTranspose", "Conv3DTranspose")
def crop_after(layer: Layer, context: Context) -> Layer | Upgraded | None:
    """The whole result, from half the kernel on."""
    if context.source.backend not in BACKENDS or layer.config.get("padding") != "same":
        return None
    strides, reaches = _all(layer, "strides"), _reaches(layer)
    asked = layer.config.get("output_padding")
    extra = per_axis(asked, len(strides)) if asked is not None else (None,) * len(strides)
    if context.source.backend == "cntk":
        left = [front_of_transposed(*window) for window in zip(reaches, strides, extra, strict=True)]
    else:
        left = [reach // 2 for reach in reaches]
    if min(left) < 0:
        return _refused(layer, f"strides {list(strides)} over a smaller kernel", context)
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


def _fronts(layer: Layer, context: Context) -> list[int]:
    """How many numbers before each axis the first window begins."""
    windows = _windows(layer, context)
    if context.source.backend == "theano":
        return [reach // 2 for reach, _stride, _size in windows]
    return [before for window in windows if (before := front(*window)) is not None]


def _problem(layer: Layer, context: Context) -> str:
    """What of this layer is not known, or not worth having; empty where all is well."""
    windows, grouped = _windows(layer, context), layer.class_name.startswith(("Separable", "Depthwise"))
    if context.source.backend == "theano":
        separable_even = layer.class_name.startswith("Separable") and any(reach % 2 == 0 for reach, *_rest in windows)
        return "a kernel of even size" if separable_even else ""
    fronts = [front(*window) for window in windows]
    if any(before is None or (before < 0 and len(fronts) == 1 and is_channels_first(layer)) for before in fronts):
        return "strides over inputs of unknown size, or over channels first"
    if not grouped:
        return ""
    for reach, stride, size in windows:
        even = (
            reach % 2 == 0 if stride == 1 else size is None or front(reach, stride, size) != back(reach, stride, size)
        )
        if even:
            return "zeros on one side only, for which CNTK computed something else on the CPU"
    return ""


def _windows(layer: Layer, context: Context) -> list[tuple[int, int, int | None]]:
    """Along each axis: over how many numbers the kernel reaches, its stride, and the size of the input."""
    given = (context.description.inputs.first if context.description else UNKNOWN).shape
    _batch, sizes, _channels = take_apart(layer, given, rank_of(layer))
    return list(zip(_reaches(layer), _all(layer, "strides"), sizes, strict=True))


def _refused(layer: Layer, problem: str, context: Context) -> Upgraded:
    finding = context.refusal(
        "backend_padding",
        f"{layer.class_name} of {context.source.backend} with padding same and {problem}",
        expected="a kernel of odd size, inputs of a fixed size",
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
