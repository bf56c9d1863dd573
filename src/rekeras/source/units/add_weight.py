"""``add_weight`` takes the shape first; Keras 2 took the name first, Keras 1 the shape and the initializer.

https://keras.io/api/layers/base_layer/#addweight-method
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import libcst as cst

from rekeras.source._arguments import tight, with_args
from rekeras.source._sites import Call
from rekeras.source._unit import Unit

unit = Unit(__name__)

KERAS_2 = ("name", "shape", "dtype", "initializer", "regularizer", "trainable", "constraint")
KERAS_1 = ("shape", "initializer", "name", "trainable", "regularizer", "constraint")
DROPPED = frozenset({"use_resource", "synchronization", "aggregation", "partitioner", "collections", "getter"})
"""Arguments about how TensorFlow distributes variables."""


@unit.method("add_weight", "add_variable")
def say_what_is_what(call: Call) -> cst.Call | None:
    """Every argument by name, which is the same in every version."""
    if isinstance(call.receiver, cst.Name) and (call.receiver.value != "self" or _is_another_variable(call)):
        return None
    if not isinstance(call.receiver, cst.Name):
        advice = "Make the weight in the build of the layer itself, or let self.add_weight make it."
        raise call.refuse("a layer that is built takes no weights from another one in Keras 3", advice)
    node = call.node
    kept = [arg for arg in node.args if not (arg.keyword and arg.keyword.value in DROPPED)]
    positional = [arg for arg in kept if arg.keyword is None and not arg.star]
    if call.name == "add_weight" and not positional and len(kept) == len(node.args):
        return None
    order = _order(positional, {arg.keyword.value for arg in kept if arg.keyword})
    if len(positional) > len(order):
        raise call.refuse(f"it has more than {len(order)} arguments by position", "Name them.")
    names = iter(order)
    named = [arg if arg.keyword or arg.star else _named(next(names), arg) for arg in kept]
    made = with_args(node, named)
    if call.name == "add_variable" and isinstance(made.func, cst.Attribute):
        return made.with_changes(func=made.func.with_changes(attr=cst.Name("add_weight")))
    return made


def _is_another_variable(call: Call) -> bool:
    """Metrics and optimizers of Keras 3 have an ``add_variable`` of their own."""
    around = call.file.around(call.original)
    cls = next((each for each in around if isinstance(each, cst.ClassDef)), None)
    bases = call.file.bases_of(cls) if cls is not None else ()
    kinds = ("keras.metrics.", "keras.optimizers.", "keras.Metric", "keras.Optimizer")
    return call.name == "add_variable" and any(base.startswith(kinds) for base in bases)


def _order(positional: Sequence[cst.Arg], keys: Container[str]) -> Sequence[str]:
    """The arguments in order: which of the two comes first, the other one or its looks tell."""
    if not positional or "shape" in keys:
        return KERAS_2
    if "name" in keys:
        return KERAS_1
    is_shaped = len(positional) > 1 and isinstance(positional[1].value, cst.Tuple | cst.List)
    return KERAS_2 if is_shaped or _is_name(positional[0].value) else KERAS_1


def _is_name(value: cst.BaseExpression) -> bool:
    """Whether the first argument is a name: a text, however it is put together; else it is a shape."""
    if isinstance(value, cst.SimpleString | cst.ConcatenatedString | cst.FormattedString):
        return True
    if isinstance(value, cst.BinaryOperation):
        return _is_name(value.left) or _is_name(value.right)
    if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute):
        return value.func.attr.value == "format"
    return isinstance(value, cst.Name) and value.value in ("name", "None")


def _named(name: str, arg: cst.Arg) -> cst.Arg:
    return arg.with_changes(keyword=cst.Name(name), equal=tight())
