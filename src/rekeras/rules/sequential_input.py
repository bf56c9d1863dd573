"""Sequential models hold their input as an explicit InputLayer; before, the first layer's `batch_input_shape` said it.

Keras 3 takes the old `batch_input_shape` with its batch size for `input_shape` and puts another dimension in front.

Symptom: Input 0 with name 'None' of layer 'l1' is incompatible with the layer: expected ndim=3, found ndim=4. Full shape received: (None, None, 5, 2)
Symptom: Kernel shape must have the same length as input, but received kernel of shape (3, 3, 1, 64) and input of shape (None, None, 44, 13, 1)
Symptom: Shapes used to initialize variables must be fully-defined
Symptom: unsupported operand type(s) for %: 'NoneType' and 'int'
Symptom: Invalid input shape for input Tensor. Expected shape (None, None, 4)
Symptom: IndexError: list index out of range
https://github.com/keras-team/keras/issues/20106

Before: [Dense(batch_input_shape=[None, 4]), ...]
After: [InputLayer(batch_shape=[None, 4]), Dense(), ...]
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from rekeras.archive import Layer, walk
from rekeras.layers._description import Spec
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.LOSSLESS)


@rule.in_context("Sequential")
def insert_input_layer(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if not layer.layers or layer.layers[0].class_name == "InputLayer":
        return None
    declared = _declared(layer) or _given(context)
    if declared:
        config = {"batch_shape": list(declared.shape or ()), "dtype": declared.dtype, "sparse": False}
        name = _free_name(f"{layer.layers[0].name}_input", {inner.name for inner in layer.layers})
        return replace(layer, layers=(Layer("InputLayer", name, config), *layer.layers))
    if not any(inner.weights for _address, inner in walk(layer)):
        return None
    refusal = context.refusal(
        "input_shape_unknown",
        "a Sequential model with weights that says nowhere what shape its input has",
        advice="Load it in the Keras that made it, call it once on data, and save it again.",
    )
    return Upgraded(findings=(refusal,))


def _declared(layer: Layer) -> Spec | None:
    """The shape that the first layer asks for, of nested models their first layer; or that the model was built with."""
    first: Layer = layer
    while first.layers:
        first = first.layers[0]
        for key in ("batch_input_shape", "batch_shape"):
            if _is_shape(shape := first.config.get(key)):
                return Spec(tuple(shape), _dtype(first))
    shape = layer.config.get("build_input_shape")
    return Spec(tuple(shape), "float32") if _is_shape(shape) else None


def _given(context: Context) -> Spec | None:
    """The shape that the model around this one calls it on."""
    description = context.description
    spec = description.inputs.first if description else None
    return spec if spec and spec.shape is not None else None


def _is_shape(shape: Any) -> TypeGuard[Sequence[int | None]]:
    return isinstance(shape, Sequence) and all(size is None or isinstance(size, int) for size in shape)


def _dtype(first: Layer) -> str:
    """Keras 2 made the input in the first layer's dtype; an Embedding took indices as float32, too."""
    dtype = first.config.get("dtype")
    return dtype if isinstance(dtype, str) and "mixed" not in dtype else "float32"


def _free_name(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_1"
    return name
