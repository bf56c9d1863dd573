"""A string names one of Keras's own activations; those registered by the user are passed as they are.

Keras 2 looked up ``activation="swish2"`` among the custom objects; Keras 3 does not.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from libcst import matchers

from rekeras.source._arguments import with_args
from rekeras.source._file import SourceFile
from rekeras.source._sites import Call
from rekeras.source._unit import Unit

unit = Unit(__name__)

LAYERS = (
    *("Activation", "Dense", "LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell", "EinsumDense"),
    *("Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "ConvLSTM2D"),
    *("SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D", "Convolution1D", "Convolution2D"),
)
REGISTRIES = ("keras.saving.get_custom_objects", "keras.utils.get_custom_objects")


@unit.call(*(f"keras.layers.{name}" for name in LAYERS))
def pass_function(call: Call) -> cst.Call | None:
    """Where the same file registers a function of its own under this name."""
    names = dict(_registered(call.file))
    if not names:
        return None
    args = [_resolved(arg, names, call.name.endswith(".Activation")) for arg in call.node.args]
    return with_args(call.node, args) if any(a is not b for a, b in zip(args, call.node.args, strict=True)) else None


def _resolved(arg: cst.Arg, names: dict[str, str], also_first: bool) -> cst.Arg:
    keys = ("activation", "recurrent_activation", "inner_activation")
    is_activation = arg.keyword.value in keys if arg.keyword else also_first
    if is_activation and isinstance(arg.value, cst.SimpleString):
        function = names.get(str(arg.value.evaluated_value))
        return arg.with_changes(value=cst.Name(function)) if function else arg
    return arg


def _registered(file: SourceFile) -> Iterator[tuple[str, str]]:
    """Names under which functions of the file are registered: ``get_custom_objects().update({"mish": mish})``."""
    functions = {each.name.value for each in file.module.body if isinstance(each, cst.FunctionDef)}
    update = matchers.Call(func=matchers.Attribute(value=matchers.Call(), attr=matchers.Name("update")))
    for found in matchers.findall(file.module, update):
        assert isinstance(found, cst.Call) and isinstance(found.func, cst.Attribute)  # noqa: S101 - as matched
        registry = found.func.value
        if not isinstance(registry, cst.Call) or file.name_of(registry.func) not in REGISTRIES:
            continue
        for arg in found.args:
            for element in arg.value.elements if isinstance(arg.value, cst.Dict) else ():
                name = _pair(element)
                if name and name[1] in functions:
                    yield name


def _pair(element: cst.BaseDictElement) -> tuple[str, str] | None:
    if not isinstance(element, cst.DictElement) or not isinstance(element.key, cst.SimpleString):
        return None
    return (str(element.key.evaluated_value), element.value.value) if isinstance(element.value, cst.Name) else None
