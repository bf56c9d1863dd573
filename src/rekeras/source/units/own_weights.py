"""Layers follow their attributes: lists of weights and layers are no longer kept by hand."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Assignment, Call
from rekeras.source._unit import REMOVE, Refused, Removal, Unit

unit = Unit(__name__)

LISTS = (
    *("trainable_weights", "_trainable_weights", "non_trainable_weights", "_non_trainable_weights"),
    *("_layers", "regularizers", "_updates"),
)
REASON = "Keras 3 follows a layer's attributes itself, and lets nobody set this list"
ADVICE = "Make every weight and inner layer an attribute of the layer, then drop this line."


@unit.assignment(*LISTS)
def drop_list(place: Assignment) -> Removal:
    """Safe where everything in the list is an attribute of the layer."""
    if not _is_followed(place.original.value):
        raise Refused(REASON, ADVICE)
    return REMOVE


@unit.method("append", "extend")
def drop_addition(call: Call) -> Removal | None:
    receiver = call.receiver
    if not isinstance(receiver, cst.Attribute) or not _is_self(receiver.value) or receiver.attr.value not in LISTS[:6]:
        return None
    if not all(_is_followed(arg.value) for arg in call.original.args):
        raise Refused(REASON, ADVICE)
    return REMOVE


def _is_self(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "self"


def _is_followed(value: cst.BaseExpression) -> bool:
    """Whether it is made of attributes of the layer, and of their weights."""
    if isinstance(value, cst.List | cst.Tuple):
        return all(_is_followed(element.value) for element in value.elements)
    if isinstance(value, cst.BinaryOperation):
        return isinstance(value.operator, cst.Add) and _is_followed(value.left) and _is_followed(value.right)
    if isinstance(value, cst.Call):
        return _function(value) in ("list", "tuple") and all(_is_followed(arg.value) for arg in value.args)
    while isinstance(value, cst.Attribute):
        value = value.value
    return _is_self(value)


def _function(call: cst.Call) -> str:
    return call.func.value if isinstance(call.func, cst.Name) else ""
