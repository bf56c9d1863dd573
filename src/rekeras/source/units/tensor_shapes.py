"""Shapes are tuples: no ``get_shape``, ``as_list``, ``dims``, ``[0].value`` or ``TensorShape``."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call, Reference
from rekeras.source._unit import Expression, Refused, Unit

unit = Unit(__name__)


@unit.method("get_shape")
def get_shape(call: Call) -> Expression | None:
    return None if call.node.args else cst.Attribute(call.receiver, cst.Name("shape"))


@unit.method("as_list")
def as_list(call: Call) -> Expression | None:
    shape = call.receiver
    is_tuple = isinstance(shape, cst.Call) and isinstance(shape.func, cst.Name) and shape.func.value == "tuple"
    if call.node.args or not (is_tuple or _is_shape(shape)):
        return None
    if is_tuple and isinstance(shape, cst.Call):
        shape = shape.args[0].value
    return call.build("list({shape})", shape=shape)


@unit.attribute("value")
def value(place: Reference) -> Expression | None:
    """``x.shape[0].value``, and ``dim.value`` where the shape itself was asked just so."""
    receiver = place.receiver
    return receiver if isinstance(receiver, cst.Subscript) and _is_shape(receiver.value) else None


@unit.attribute("ndims", "rank", "dims")
def rank(place: Reference) -> Expression | None:
    if not _is_shape(place.receiver):
        return None
    return place.receiver if place.name == "dims" else place.build("len({shape})", shape=place.receiver)


def _is_shape(node: Expression) -> bool:
    """Whether it surely is the shape of a tensor, or what a layer calls so."""
    if isinstance(node, cst.Attribute):
        return node.attr.value == "shape"
    return isinstance(node, cst.Name) and node.value.endswith(("shape", "dims"))


@unit.call("tensorflow.TensorShape")
def tensor_shape(call: Call) -> Expression:
    """A shape is a tuple; its own methods are refused where they are used."""
    given = call.bind("dims")
    if "dims" not in given or (isinstance(given["dims"], cst.Name) and given["dims"].value == "None"):
        raise Refused("a shape of unknown length is None in Keras 3", "Say how many axes it has.")
    shape = given["dims"]
    if isinstance(shape, cst.List) and len(shape.elements) > 1:
        return cst.Tuple(shape.elements)
    return shape if isinstance(shape, cst.Tuple) else call.build("tuple({shape})", shape=shape)


@unit.call("tensorflow.Dimension", "tensorflow.compat.dimension_value", "tensorflow.dimension_value")
def dimension(call: Call) -> Expression:
    return call.bind("value|dimension!")["value"]


@unit.method("set_shape")
def set_shape(_call: Call) -> None:
    raise Refused("tensors have no set_shape in Keras 3", "Use what ops.reshape or ops.ensure_shape returns.")


@unit.method("with_rank", "with_rank_at_least", "assert_has_rank", "is_compatible_with", "assert_is_compatible_with")
def refuse_shape_methods(call: Call) -> None:
    if _is_shape(call.receiver):
        raise Refused(f"shapes are tuples, which have no {call.name}", "Compare the tuples themselves.")
