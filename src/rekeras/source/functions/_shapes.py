"""Shapes and axes as Keras 3 takes them on every backend: tuples, not tensors and not lists."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from rekeras.source.functions._text import code_of

MAKERS = ("stack", "array", "convert_to_tensor")
"""Functions of ``keras.ops`` that make a tensor of a list of sizes."""


def as_tuple(value: cst.BaseExpression) -> cst.BaseExpression:
    """A list as a tuple: backends take tuples of axes, not all take lists."""
    return _tuple(value.elements) if isinstance(value, cst.List) else value


def as_shape(value: cst.BaseExpression, ops: str = "ops") -> cst.BaseExpression:
    """A shape that was put together as a tensor, as a tuple: under a compiler a tensor is no shape.

    Args:
        value: The argument, its calls already those of Keras 3.
        ops: What ``keras.ops`` is called in the file.
    """
    if not isinstance(value, cst.Call) or not value.args:
        return value
    function = code_of(value.func)
    first, *others = value.args
    if any(_is_far(arg) for arg in others) or not isinstance(first.value, cst.List | cst.Tuple):
        return value
    if function in {f"{ops}.{name}" for name in MAKERS}:
        return _tuple(first.value.elements)
    if function == f"{ops}.concatenate":
        return _tuple([each for part in first.value.elements for each in _spread(part, ops)])
    return value


def _is_far(arg: cst.Arg) -> bool:
    """Whether an argument says more than the first axis and whole numbers."""
    keyword = arg.keyword.value if arg.keyword else "axis"
    return (keyword, code_of(arg.value)) not in {
        ("axis", "0"),
        ("axis", "-1"),
        ("dtype", '"int32"'),
        ("dtype", '"int64"'),
    }


def _spread(part: cst.BaseElement, ops: str) -> Sequence[cst.BaseElement]:
    shape = as_shape(part.value, ops)
    if isinstance(shape, cst.List | cst.Tuple):
        return [each.with_changes(comma=cst.MaybeSentinel.DEFAULT) for each in shape.elements]
    return [cst.StarredElement(shape)]


def _tuple(elements: Sequence[cst.BaseElement]) -> cst.Tuple:
    elements = list(elements)
    if len(elements) == 1:
        elements[0] = elements[0].with_changes(comma=cst.Comma())
    elif elements:
        elements[-1] = elements[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return cst.Tuple(elements)
