"""Which layer of Keras has variables like these; what the file does not tell of it stays to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Tensor
from rekeras.skeleton.sizes import size
from rekeras.skeleton.uses import Use
from rekeras.skeleton.variables import Holder
from rekeras.spelling.expressions import Expression

Shapes = Mapping[str, tuple[int, ...]]
Found = tuple[str, dict[str, Any], tuple[Any, ...], str]
"""Class, arguments, the shape it is built with, and what the file does not tell."""

CONVOLUTION = "strides, padding, dilation and activation"
ACTIVATION = "the activation"
EPSILON = "epsilon and axis"


@dataclass(frozen=True)
class Sublayer:
    """A layer of Keras inside a class.

    Attributes:
        class_name: Its class.
        arguments: What its variables tell of its arguments.
        built_on: The shape of its input, batch and other free sizes None.
        untold: What the file does not tell.
    """

    class_name: str
    arguments: Mapping[str, Expression]
    built_on: tuple[Expression | None, ...]
    untold: str


def recognise(holder: Holder, uses: Sequence[Use]) -> Sublayer | None:
    """The layer of Keras that has such variables at every use; None where it is none that is known for certain."""
    if holder.inside and not holder.variables:
        holder = _around_cell(holder) or holder
    if holder.inside:
        return None
    numbers = sorted(holder.uses())
    found = [_recognise(holder, number) for number in numbers]
    first = found[0] if found else None
    if first is None or any(one is None or one[0] != first[0] for one in found):
        return None
    whole = [one for one in found if one is not None]
    where = [uses[number] for number in numbers]
    keys = dict.fromkeys(key for one in whole for key in one[1])
    arguments = {key: size([one[1].get(key, True) for one in whole], where) for key in keys}
    built_on = tuple(
        None if first[2][axis] is None else size([one[2][axis] for one in whole], where)
        for axis in range(len(first[2]))
    )
    return Sublayer(first[0], arguments, built_on, first[3])


def _around_cell(holder: Holder) -> Holder | None:
    """What a recurrent layer's cell holds, which TensorFlow 2 names between the two."""
    inner = list(holder.inside.values())
    cell = inner[0] if len(inner) == 1 and inner[0].name.rstrip("_0123456789").endswith("_cell") else None
    return Holder(holder.name, cell.variables) if cell and not cell.inside else None


def _recognise(holder: Holder, number: int) -> Found | None:
    tensors: dict[str, Tensor] = {name: each[number] for name, each in holder.variables.items() if number in each}
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    kind = KINDS.get(frozenset(shapes) - {"bias", "beta", "gamma"}) if shapes else None
    return kind(holder.name, shapes) if kind else None


def _kernel(name: str, shapes: Shapes) -> Found | None:
    kernel = shapes["kernel"]
    bias = {} if "bias" in shapes else {"use_bias": False}
    if shapes.keys() - {"kernel", "bias"} or shapes.get("bias", kernel[-1:]) != kernel[-1:]:
        return None
    if len(kernel) == 2:
        return "Dense", {"units": kernel[1], **bias}, (None, kernel[0]), ACTIVATION
    if len(kernel) in (3, 4, 5) and "transpose" not in name and "conv" in name:
        sizes = {"filters": kernel[-1], "kernel_size": kernel[:-2]}
        free = (None,) * (len(kernel) - 1)
        return f"Conv{len(kernel) - 2}D", {**sizes, **bias}, (*free, kernel[-2]), CONVOLUTION
    return None


def _depthwise(_name: str, shapes: Shapes) -> Found | None:
    kernel = shapes["depthwise_kernel"]
    if len(kernel) != 4 or shapes.keys() - {"depthwise_kernel", "bias"}:
        return None
    bias = {} if "bias" in shapes else {"use_bias": False}
    sizes = {"kernel_size": kernel[:2], "depth_multiplier": kernel[3]}
    return "DepthwiseConv2D", {**sizes, **bias}, (None, None, None, kernel[2]), CONVOLUTION


def _recurrent(_name: str, shapes: Shapes) -> Found | None:
    kernel, recurrent = shapes["kernel"], shapes["recurrent_kernel"]
    if len(kernel) != 2 or len(recurrent) != 2 or recurrent[1] != kernel[1] or "bias" not in shapes:
        return None
    units, gates = recurrent[0], recurrent[1] / recurrent[0]
    classes = {1: "SimpleRNN", 3: "GRU", 4: "LSTM"}
    if gates not in classes:
        return None
    after = {"reset_after": False} if gates == 3 and len(shapes["bias"]) == 1 else {}
    untold = "the activations and what it returns"
    return classes[int(gates)], {"units": units, **after}, (None, None, kernel[0]), untold


def _embeddings(_name: str, shapes: Shapes) -> Found | None:
    table = shapes["embeddings"]
    if len(shapes) != 1 or len(table) != 2:
        return None
    return "Embedding", {"input_dim": table[0], "output_dim": table[1]}, (None, None), "mask_zero"


def _batch_normalization(_name: str, shapes: Shapes) -> Found | None:
    size_ = shapes["moving_mean"]
    if len(size_) != 1:
        return None
    said = {key: False for key, name in (("center", "beta"), ("scale", "gamma")) if name not in shapes}
    return "BatchNormalization", said, (None, size_[0]), EPSILON


def _layer_normalization(_name: str, shapes: Shapes) -> Found | None:
    if set(shapes) != {"gamma", "beta"} or len(shapes["gamma"]) != 1:
        return None
    return "LayerNormalization", {}, (None, shapes["gamma"][0]), EPSILON


KINDS: Mapping[frozenset[str], Callable[[str, Shapes], Found | None]] = {
    frozenset({"kernel"}): _kernel,
    frozenset({"depthwise_kernel"}): _depthwise,
    frozenset({"kernel", "recurrent_kernel"}): _recurrent,
    frozenset({"embeddings"}): _embeddings,
    frozenset({"moving_mean", "moving_variance"}): _batch_normalization,
    frozenset(): _layer_normalization,
}
