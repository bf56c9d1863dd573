"""What the first layer of a Sequential says of the size of a batch."""

from __future__ import annotations

import libcst as cst

from rekeras.source._arguments import with_keywords
from rekeras.source._file import SourceFile
from rekeras.source._sites import Site

KEYS = ("batch_input_shape", "batch_size")
SEQUENTIAL = ("keras.models.Sequential", "keras.Sequential")


def is_first(file: SourceFile, layer: cst.Call) -> bool:
    """Whether a layer of the parsed tree may stand first in a Sequential, which then gets an ``Input``."""
    around = list(file.around(layer))[:4]
    if len(around) < 4 or not isinstance(around[1], cst.Call | cst.List):
        return False
    if isinstance(around[1], cst.Call):
        func = around[1].func
        return isinstance(around[2], cst.Expr) and isinstance(func, cst.Attribute) and func.attr.value == "add"
    is_called = isinstance(around[3], cst.Call) and file.name_of(around[3].func) in SEQUENTIAL
    return is_called and around[1].elements[0].value is layer


def shape_of_batch(place: Site, layer: cst.BaseExpression | None) -> cst.BaseExpression | None:
    """The shape with the batch that a layer was given; None if it was given none."""
    if not isinstance(layer, cst.Call):
        return None
    given = {arg.keyword.value: arg.value for arg in layer.args if arg.keyword}
    if "batch_input_shape" in given:
        return given["batch_input_shape"]
    if not {"batch_size", "input_shape"} <= given.keys():
        return None
    shape = given["input_shape"]
    if isinstance(shape, cst.Tuple):
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        last = shape.elements[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return shape.with_changes(elements=[cst.Element(given["batch_size"], comma=comma), *shape.elements[:-1], last])
    return place.build("({size}, *{shape})", size=given["batch_size"], shape=shape)


def without_batch(layer: cst.Call) -> cst.Call:
    """The layer without the shape that an ``Input`` says before it."""
    return with_keywords(layer, {}, (*KEYS, "input_shape"))
