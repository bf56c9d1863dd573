"""Shapes that old code puts together as tensors: ``tf.concat([tf.shape(x)[:1], [3]], 0)`` is a tuple in Keras 3.

``ops.shape`` gives a tuple, and no compiled model can take its shapes from a tensor.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import libcst as cst

from rekeras.source._file import SourceFile
from rekeras.source._sites import Call

SHAPES = frozenset(("tensorflow.shape", "keras.backend.shape", "keras.backend.int_shape"))
METHODS = frozenset(("get_shape", "as_list"))
CONCATENATED = frozenset(("tensorflow.concat", "keras.backend.concatenate"))
STACKED = frozenset(("tensorflow.stack", "keras.backend.stack"))
FIRST = frozenset(("0", "-1"))


class Kind(Enum):
    """What an expression of the parsed tree is."""

    SHAPE = "the sizes of all or some axes"
    SIZE = "the size of one axis"
    NUMBERS = "a list that is written out"
    OTHER = "something else"


def put_together(call: Call) -> cst.Tuple | None:
    """The tuple that a call makes of shapes or sizes; None where it joins tensors."""
    if call.name not in CONCATENATED | STACKED or not call.original.args:
        return None
    listed, now = call.original.args[0].value, call.node.args[0].value
    if not isinstance(listed, cst.List | cst.Tuple) or not isinstance(now, cst.List | cst.Tuple):
        return None
    if any(code not in FIRST for code in map(_number, call.original.args[1:])):
        return None
    kinds = [kind_of(each.value, call.file) for each in listed.elements]
    if call.name in STACKED:
        return _tuple([*now.elements]) if Kind.SIZE in kinds and Kind.SHAPE not in kinds else None
    if Kind.SHAPE not in kinds or not {*kinds} <= {Kind.SHAPE, Kind.NUMBERS}:
        return None
    return _tuple([part for each in now.elements for part in _spread(each)])


def kind_of(node: cst.BaseExpression, file: SourceFile, depth: int = 0) -> Kind:
    """Whether an expression surely is a shape, a size, or a list that is written out."""
    if isinstance(node, cst.List | cst.Tuple):
        return Kind.NUMBERS
    if isinstance(node, cst.Subscript):
        return _part(node, file, depth)
    if isinstance(node, cst.Name) and depth < 5:
        found = {_defined(each, file, depth + 1) for each in file.defined_by(node)}
        return found.pop() if len(found) == 1 else Kind.OTHER
    if isinstance(node, cst.Call) and file.name_of(node.func) == "tensorflow.unstack":
        return kind_of(node.args[0].value, file, depth)
    if isinstance(node, cst.Call):
        method = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
        return Kind.SHAPE if file.name_of(node.func) in SHAPES or method in METHODS else Kind.OTHER
    return Kind.SHAPE if isinstance(node, cst.Attribute) and node.attr.value == "shape" else Kind.OTHER


def _part(node: cst.Subscript, file: SourceFile, depth: int) -> Kind:
    """A part of a shape: a slice of it is one, too."""
    if kind_of(node.value, file, depth) is not Kind.SHAPE or len(node.slice) != 1:
        return Kind.OTHER
    return Kind.SHAPE if isinstance(node.slice[0].slice, cst.Slice) else Kind.SIZE


def _defined(target: cst.CSTNode, file: SourceFile, depth: int) -> Kind:
    """What a name is where it gets its value."""
    parent = file.parent_of(target)
    unpacked = isinstance(parent, cst.Element)
    if parent is not None and unpacked:
        parent = file.parent_of(file.parent_of(parent) or parent)
    around = file.parent_of(parent) if isinstance(parent, cst.AssignTarget) else None
    if not isinstance(around, cst.Assign):
        return Kind.OTHER
    kind = kind_of(around.value, file, depth)
    if unpacked:
        return Kind.SIZE if kind is Kind.SHAPE else Kind.OTHER
    return kind


def _number(arg: cst.Arg) -> str:
    return cst.Module([]).code_for_node(arg.value)


def _spread(each: cst.BaseElement) -> Iterator[cst.BaseElement]:
    if isinstance(each.value, cst.List | cst.Tuple):
        yield from (inner.with_changes(comma=cst.MaybeSentinel.DEFAULT) for inner in each.value.elements)
    else:
        yield cst.StarredElement(each.value)


def _tuple(elements: list[cst.BaseElement]) -> cst.Tuple:
    last = cst.Comma() if len(elements) == 1 else cst.MaybeSentinel.DEFAULT
    return cst.Tuple([*elements[:-1], elements[-1].with_changes(comma=last)])
