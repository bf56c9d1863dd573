"""Adaptive pooling of tensorflow_addons: ordinary pooling, since it takes only sizes that divide the image.

Symptom: Unknown layer: 'Addons>AdaptiveAveragePooling2D'
Symptom: Unknown layer: 'Addons>AdaptiveMaxPooling2D'
Symptom: Unknown layer: 'Addons>SpatialPyramidPooling2D'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/adaptive_pooling.py
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/spatial_pyramid_pooling.py

Before: AdaptiveAveragePooling2D(output_size=[2, 4])       (on images of 6 x 8)
After: AveragePooling2D(pool_size=[3, 2], strides=[3, 2])

SpatialPyramidPooling2D cuts off what is left over, and lays the bins of all its levels one behind the other.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._spatial import is_channels_first, take_apart
from rekeras.layers.addons import output_size
from rekeras.records import Safety
from rekeras.rules._drawing import Drawing, Ref, drawing_for, shape_unknown
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
RANKS = {f"Adaptive{kind}Pooling{rank}D": rank for kind in ("Average", "Max") for rank in (1, 2, 3)}


@rule.in_context(*RANKS)
def pool_by_size(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package != PACKAGE:
        return None
    rank = RANKS[layer.class_name]
    given = _known(layer, context, rank)
    wanted = output_size(layer.config["output_size"], rank)
    if given is None or any(size % bins for size, bins in zip(given, wanted, strict=True)):
        return Upgraded(findings=(shape_unknown(layer, context),))
    config = _pooling(layer, given, wanted)
    kept = {key: layer.config[key] for key in ("dtype", "trainable", "batch_input_shape") if key in layer.config}
    return Layer(layer.class_name.removeprefix("Adaptive"), layer.name, kept | config)


@rule.in_context("SpatialPyramidPooling2D")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, given = drawing_for(layer, context), _known(layer, context, 2)
    if draw is None or given is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    levels = [output_size(level, 2) for level in layer.config["bins"]]
    pooled = [_level(draw, layer, f"level_{index}", given, level) for index, level in enumerate(levels)]
    axis = 2 if is_channels_first(layer) else 1
    return Upgraded(draw.model(draw("Concatenate", "pyramid", pooled, {"axis": axis})))


def _level(draw: Drawing, layer: Layer, name: str, given: tuple[int, ...], bins: tuple[int, ...]) -> Ref:
    over = [size % count for size, count in zip(given, bins, strict=True)]
    x, data_format = draw.inputs[0], layer.config.get("data_format", "channels_last")
    if any(over):
        cropping = {"cropping": [[0, rest] for rest in over], "data_format": data_format}
        x = draw("Cropping2D", f"{name}_crop", x, cropping)
    kept = tuple(size - rest for size, rest in zip(given, over, strict=True))
    pooled = draw("AveragePooling2D", name, x, _pooling(layer, kept, bins))
    channels = (draw.specs[0].shape or ())[1 if is_channels_first(layer) else -1]
    count = bins[0] * bins[1]
    target = [channels, count] if is_channels_first(layer) else [count, channels]
    return draw("Reshape", f"{name}_flat", pooled, {"target_shape": target})


def _known(layer: Layer, context: Context, rank: int) -> tuple[int, ...] | None:
    shape = context.description.inputs.first.shape if context.description else None
    if shape is None or len(shape) != rank + 2:
        return None
    sizes = take_apart(layer, shape, rank)[1]
    known = tuple(size for size in sizes if size is not None)
    return known if len(known) == rank else None


def _pooling(layer: Layer, given: tuple[int, ...], wanted: tuple[int, ...]) -> dict[str, Any]:
    window = [size // bins for size, bins in zip(given, wanted, strict=True)]
    data_format = layer.config.get("data_format", "channels_last")
    return {"pool_size": window, "strides": window, "padding": "valid", "data_format": data_format}
