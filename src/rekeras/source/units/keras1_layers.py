"""Keras 2 renamed layers' arguments: ``nb_filter``, ``border_mode``, ``output_dim``, ``W_regularizer``, ``init``.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from rekeras.layers._keras1_words import CLASSES, KERNEL_SIZES, KEYS, OF_CLASS, SAME_NAME, TELLING
from rekeras.source._arguments import with_args, with_keywords
from rekeras.source._sites import Call
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

RENAMED: Mapping[str, str] = {**KEYS, "nb_epoch": "epochs"}
BATCH_NORMALIZATION: Mapping[str, str] = {"beta_init": "beta_initializer", "gamma_init": "gamma_initializer"}
DROPPED = ("consume_less", "input_dtype")
SIZES = {"Convolution2D": 2, "AtrousConvolution2D": 2, "SeparableConvolution2D": 2, "Deconvolution2D": 2,
         "Convolution3D": 3, "Deconvolution3D": 3}  # fmt: skip
"""How many numbers Keras 1 took for the size of a kernel, by position after the number of filters."""
ORDERINGS = {"tf": '"channels_last"', "th": '"channels_first"'}
TOLD_BY = TELLING | {"output_shape", "beta_init", "gamma_init", "border_mode", "dim_ordering", "init", "p", "sigma"}
NAMES = sorted({*CLASSES, *SAME_NAME, *SIZES, "Conv1D", "Conv2D", "Conv3D", "SeparableConv2D", "GlobalMaxPooling1D"})


@unit.call(*(f"keras.layers.{name}" for name in NAMES))
def take_new_words(call: Call) -> cst.Call | None:
    """Arguments that only Keras 1 had get their new names."""
    name = call.name.rpartition(".")[2]
    given = {arg.keyword.value for arg in call.node.args if arg.keyword}
    told = TOLD_BY - {"output_dim"} if name == "Embedding" else TOLD_BY
    if "output_shape" in given and not name.startswith("Deconv"):
        told -= {"output_shape"}
    is_old = not given.isdisjoint(told)
    name = {"Conv2D": "Convolution2D", "Conv3D": "Convolution3D"}.get(name, name) if is_old else name
    node = _kernel_size(call, name) if is_old or not call.file.is_of_tensorflow(call.original.func) else call.node
    if not is_old:
        return node
    if "output_shape" in given:
        node = with_keywords(node, {}, ("output_shape",))
    words = _words(name)
    args = [_renamed(call, arg, words) for arg in node.args if not (arg.keyword and arg.keyword.value in DROPPED)]
    return with_args(node, args)


def _words(name: str) -> Mapping[str, str]:
    if name == "BatchNormalization":
        return BATCH_NORMALIZATION
    if name.startswith(("Dropout", "SpatialDropout", "Gaussian")):
        return {"p": "rate", "sigma": "stddev", "dim_ordering": "data_format"}
    return {**RENAMED, **OF_CLASS.get(name, {})}


def _kernel_size(call: Call, name: str) -> cst.Call:
    """``Convolution2D(8, 3, 5)`` as ``Conv2D(8, (3, 5))``, and the same by keyword."""
    node, count = call.node, SIZES.get(name, 0)
    first = [arg for arg in node.args[: count + 1] if arg.keyword is None and not arg.star]
    if count and len(first) == count + 1:
        size = cst.Arg(_tuple([arg.value for arg in first[1:]]), comma=first[-1].comma)
        return with_args(node, [first[0], size, *node.args[count + 1 :]])
    keyed = [arg for arg in node.args if arg.keyword and arg.keyword.value in KERNEL_SIZES]
    if not keyed:
        return node
    value = keyed[0].value if len(keyed) == 1 else _tuple([arg.value for arg in keyed])
    size = keyed[0].with_changes(keyword=cst.Name("kernel_size"), value=value)
    return with_args(node, [size if arg is keyed[0] else arg for arg in node.args if arg not in keyed[1:]])


def _tuple(values: list[Expression]) -> cst.Tuple:
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    elements = [cst.Element(value, comma=space) for value in values[:-1]]
    return cst.Tuple([*elements, cst.Element(values[-1])])


def _renamed(call: Call, arg: cst.Arg, words: Mapping[str, str]) -> cst.Arg:
    if arg.keyword is None:
        return arg
    new = words.get(arg.keyword.value, arg.keyword.value)
    value = arg.value
    if new == "data_format":
        value = _data_format(call, value)
    elif new == "unit_forget_bias":
        is_one = isinstance(value, cst.SimpleString) and value.evaluated_value in ("one", "ones")
        value = cst.Name("True" if is_one else "False")
    return arg.with_changes(keyword=cst.Name(new), value=value, equal=arg.equal)


def _data_format(call: Call, value: Expression) -> Expression:
    if isinstance(value, cst.SimpleString):
        new = ORDERINGS.get(str(value.evaluated_value))
        return cst.parse_expression(new) if new else value
    if isinstance(value, cst.Name) and value.value != "None":
        return call.build('("channels_first" if {x} == "th" else "channels_last")', x=value)
    return value
