"""On PyTorch, AveragePooling with padding "same" counts repeated edges where the padding is not even on both sides.

Symptom: AveragePooling2D(padding="same") gives other numbers with the torch backend

The other backends average what the window covers of the input, as Keras 2 did. Nothing is changed; the report says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.MANUAL)

RANKS = {"AveragePooling1D": 1, "AveragePooling2D": 2, "AveragePooling3D": 3}


@rule.in_context(*RANKS)
def warn_of_uneven_padding(layer: Layer, context: Context) -> Upgraded | None:
    if layer.config.get("padding") != "same":
        return None
    paddings = [(_total(size, pool, stride), pool) for size, pool, stride in _dimensions(layer, context)]
    uneven = any(total is None or total % 2 for total, _pool in paddings)
    if not uneven or all(total == 0 or pool <= 2 for total, pool in paddings):  # the edge repeated once changes no mean
        return None
    found = "padding is not even on both sides: PyTorch counts the repeated edge, and gives other numbers there"
    advice = "Run it with JAX or TensorFlow."
    return Upgraded(findings=(context.attention("average_pooling_padding", found, advice=advice),))


def _dimensions(layer: Layer, context: Context) -> Iterator[tuple[int | None, int, int]]:
    """Input size, window and stride of each dimension."""
    rank = RANKS[layer.class_name]
    pool = _sizes(layer.config.get("pool_size"), rank)
    strides = _sizes(layer.config.get("strides") or layer.config.get("pool_size"), rank)
    shape = context.description.inputs.first.shape if context.description else None
    spatial: tuple[int | None, ...] = (None,) * rank
    if shape and len(shape) == rank + 2:
        spatial = shape[2:] if layer.config.get("data_format") == "channels_first" else shape[1:-1]
    yield from zip(spatial, pool, strides, strict=True)


def _sizes(value: object, rank: int) -> list[int]:
    sizes = list(value) if isinstance(value, list | tuple) else [value] * rank
    return [size if isinstance(size, int) and size > 0 else 1 for size in (sizes + [1] * rank)[:rank]]


def _total(size: int | None, pool: int, stride: int) -> int | None:
    """How many places are padded on both sides together; None where that depends on the input."""
    if stride == 1:
        return pool - 1
    return None if size is None else max(0, (-(-size // stride) - 1) * stride + pool - size)
