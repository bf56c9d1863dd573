"""What a layer adds to itself in ``call``: losses stay, updates happen at once, metrics are objects.

https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._arguments import with_args
from rekeras.source._sites import Call
from rekeras.source._unit import REMOVE, Expression, Refused, Removal, Unit

unit = Unit(__name__)


@unit.method("add_loss")
def add_loss(call: Call) -> cst.Call:
    """It takes the loss alone, and no function that makes one."""
    args = [arg for arg in call.node.args if not (arg.keyword and arg.keyword.value == "inputs")]
    made = with_args(call.node, args[:1])
    if args and isinstance(args[0].value, cst.Lambda):
        raise Refused(
            "add_loss takes no functions", "Compute the loss in call, or use a regularizer on the weight.", made
        )
    if not (isinstance(call.receiver, cst.Name) and call.receiver.value == "self"):
        advice = "Put the loss into the call of a layer that the tensors pass through: self.add_loss(...)."
        raise Refused("a functional model of Keras 3 takes no loss of its tensors", advice, made)
    return made


@unit.method("add_update")
def add_update(call: Call) -> Expression | Removal | None:
    """Assignments happen when they are called; nobody has to be told of them."""
    if not call.node.args:
        return None
    value = call.node.args[0].value
    if isinstance(value, cst.List | cst.Tuple):
        if not any(isinstance(element.value, cst.Call) for element in value.elements):
            return REMOVE
        if len(value.elements) == 1:
            return value.elements[0].value
        return cst.Tuple([cst.Element(element.value) for element in value.elements])
    return value if isinstance(value, cst.Call) else REMOVE


@unit.method("add_metric")
def add_metric(_call: Call) -> None:
    advice = "Make a keras.metrics.Mean in __init__, and call its update_state in call."
    raise Refused("layers have no add_metric in Keras 3", advice)
