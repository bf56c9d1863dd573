"""Multiply and add numbers of each element, learned ones included, with layers that Keras has."""

from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer, MappedTensor, Tensor
from rekeras.layers._description import UNKNOWN
from rekeras.rules._rule import Context

Shape = tuple[int, ...]


def known_sizes(context: Context) -> Shape | None:
    """Shape of what the layer is called on, without the batch; None where a size is unknown."""
    spec = context.description.inputs.first if context.description else UNKNOWN
    sizes = spec.shape[1:] if spec.shape else (None,)
    known = tuple(size for size in sizes if size is not None)
    return known if len(known) == len(sizes) else None


def scaled(name: str, factor: Tensor | None, offset: Tensor | None, sizes: Shape) -> Layer:
    """An EinsumDense that gives ``factor * x + offset``, element by element.

    Args:
        name: Name of the layer.
        factor: Of the shape ``sizes``, or with 1 where it is shared; None for 1.
        offset: Likewise; None for 0.
        sizes: Shape of ``x`` without the batch.
    """
    axes = "bcdefgh"[: len(sizes)]
    config = {
        "equation": f"a{axes},{axes}->a{axes}",
        "output_shape": list(sizes),
        "activation": None,
        "bias_axes": axes if offset is not None else None,
        **{f"{kind}_initializer": "ones" for kind in ("kernel", "bias")},
        **{f"{kind}_{what}": None for kind in ("kernel", "bias") for what in ("regularizer", "constraint")},
    }
    kernel = spread(factor, sizes) if factor else ArrayTensor(np.ones(sizes, dtype="float32"))
    weights = {"kernel": kernel} | ({"bias": spread(offset, sizes)} if offset else {})
    return Layer("EinsumDense", name, config, weights)


def spread(tensor: Tensor, sizes: Shape) -> Tensor:
    """The tensor with the numbers that elements share, repeated for each of them."""
    if tensor.shape == sizes:
        return tensor
    return MappedTensor((tensor,), lambda array: np.broadcast_to(array, sizes), sizes, tensor.dtype)


def zeros_like(tensor: Tensor) -> Tensor:
    """Zeros of the same shape and dtype."""
    return MappedTensor((tensor,), np.zeros_like, tensor.shape, tensor.dtype)
