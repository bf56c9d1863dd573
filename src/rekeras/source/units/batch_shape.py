"""The first layer of a Sequential said the size of a batch; now an ``Input`` before it does.

https://keras.io/guides/sequential_model/
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._first_layer import shape_of_batch, without_batch
from rekeras.source._sites import Call, Statement
from rekeras.source._unit import Unit

unit = Unit(__name__)


@unit.call("keras.models.Sequential", "keras.Sequential")
def put_input_first(call: Call) -> cst.Call | None:
    """``Sequential([LSTM(3, batch_input_shape=s)])`` as ``Sequential([keras.Input(batch_shape=s), LSTM(3)])``."""
    first = call.node.args[0] if call.node.args else None
    layers = first.value if first and isinstance(first.value, cst.List) else None
    if first is None or layers is None or not layers.elements:
        return None
    layer = layers.elements[0]
    shape = shape_of_batch(call, layer.value)
    if shape is None or not isinstance(layer.value, cst.Call):
        return None
    comma = layer.comma if isinstance(layer.comma, cst.Comma) else SPACED
    entry = cst.Element(call.build("keras.Input(batch_shape={shape})", shape=shape), comma=comma)
    changed = layer.with_changes(value=without_batch(layer.value))
    elements = [entry, changed, *layers.elements[1:]]
    args = [first.with_changes(value=layers.with_changes(elements=elements)), *call.node.args[1:]]
    return call.node.with_changes(args=args)


SPACED = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))


@unit.statement
def add_input_first(place: Statement) -> list[cst.SimpleStatementLine] | None:
    """``model.add(LSTM(3, batch_input_shape=s))`` as two statements."""
    added = place.node.body[0].value if place.node.body and isinstance(place.node.body[0], cst.Expr) else None
    if not isinstance(added, cst.Call) or not isinstance(added.func, cst.Attribute) or added.func.attr.value != "add":
        return None
    layer = added.args[0].value if len(added.args) == 1 else None
    shape = shape_of_batch(place, layer)
    if shape is None or not isinstance(layer, cst.Call):
        return None
    entry = added.with_changes(args=[cst.Arg(place.build("keras.Input(batch_shape={shape})", shape=shape))])
    changed = added.with_changes(args=[added.args[0].with_changes(value=without_batch(layer))])
    first = place.node.with_changes(body=[cst.Expr(entry)], trailing_whitespace=cst.TrailingWhitespace())
    return [first, place.node.with_changes(body=[cst.Expr(changed)], leading_lines=[])]
