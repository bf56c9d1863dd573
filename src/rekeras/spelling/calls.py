"""How a layer or an operation is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rekeras.archive import Call, Layer, TensorRef, refs_in
from rekeras.keras3.naming import to_snake_case
from rekeras.keras3.operations import operations
from rekeras.spelling.expressions import Atom, Brackets, Expression, call, flat, sequence
from rekeras.spelling.values import array, constant, number_list, text

OfRef = Callable[[TensorRef], str]

OPERATORS = {
    "Add": "+",
    "Subtract": "-",
    "Multiply": "*",
    "TrueDivide": "/",
    "FloorDivide": "//",
    "Matmul": "@",
    "Greater": ">",
    "GreaterEqual": ">=",
    "Less": "<",
    "LessEqual": "<=",
}
LONG = 70
"""An expression with an operator that is longer is written as a call, which can be broken."""


def layer_call(function: Expression, made_of: Call, of_ref: OfRef, dtype: str) -> Expression:
    """A layer called as the graph says; numbers among its tensors become tensors of the dtype."""
    args = [operand(arg, of_ref, dtype) for arg in made_of.args]
    kwargs = {name: operand(value, of_ref) for name, value in made_of.kwargs.items()}
    return call(function, *args, **kwargs)


def operation(layer: Layer, made_of: Call, of_ref: OfRef) -> Expression:
    """An operation: with an operator of Python where there is one, else as a function of ``keras.ops``."""
    args = [operand(arg, of_ref) for arg in made_of.args]
    if layer.class_name == "GetItem":
        return Atom(f"{flat(args[0])}[{_key(made_of.args[1], of_ref)}]")
    sign = OPERATORS.get(layer.class_name)
    if sign and len(args) == 2 and not layer.config and not made_of.kwargs and isinstance(made_of.args[0], TensorRef):
        short = f"{flat(args[0])} {sign} {flat(args[1])}"
        if len(short) <= LONG and "\n" not in short:
            return Atom(short)
    named = {name: operand(value, of_ref) for name, value in made_of.kwargs.items()}
    config = {key: operand(value, of_ref) for key, value in layer.config.items() if _is_told(layer, key, value)}
    if layer.class_name == "Einsum":
        return call("ops.einsum", config.pop("subscripts"), *args, **config)
    if config:  # which may stand between the arguments of the call
        named |= dict(zip(list(operations()[layer.class_name].call)[1:], args[1:], strict=False))
        args = args[:1]
    return call(f"ops.{function_of(layer)}", *args, **named, **config)


def function_of(layer: Layer) -> str:
    """The name of an operation below ``keras.ops``."""
    known = operations()[layer.class_name]
    name = known.function or to_snake_case(layer.class_name)
    module = layer.package.rpartition(".")[2]
    return f"image.{name}" if module == "image" else name


def _is_told(layer: Layer, key: str, value: Any) -> bool:
    known = operations()[layer.class_name].keys
    return key != "name" and (
        key not in known or known[key] != value or isinstance(value, bool) != isinstance(known[key], bool)
    )


def operand(value: Any, of_ref: OfRef, dtype: str = "") -> Expression:
    """What an argument is: a tensor, a constant, or several of them.

    Args:
        value: The argument.
        of_ref: What the code calls a tensor.
        dtype: The dtype of numbers in a list with tensors, where these must be tensors, too.
    """
    if isinstance(value, TensorRef):
        return Atom(of_ref(value))
    if isinstance(value, Mapping) and value.get("class_name") in ("__numpy__", "__tensor__"):
        return array(value["config"]["value"], value["config"]["dtype"])
    if isinstance(value, Mapping) and value.get("class_name") == "__slice__":
        bounds = value["config"]
        return call("slice", *(constant(bounds.get(end)) for end in ("start", "stop", "step")))
    if any(True for _ref in refs_in(value)):
        if isinstance(value, Mapping):
            return Brackets(
                None, tuple((f'"{key}": ', operand(item, of_ref, dtype)) for key, item in value.items()), "{}"
            )
        return sequence(*(operand(item, of_ref, dtype) for item in value))
    if dtype and _is_numbers(value):
        return call("ops.convert_to_tensor", number_list(value), dtype=Atom(text(dtype)))
    return constant(value)


def _is_numbers(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_numbers, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _key(key: Any, of_ref: OfRef) -> str:
    """What stands between the brackets of ``x[…]``."""
    if isinstance(key, list | tuple):
        parts = [_key(part, of_ref) for part in key]
        if len(parts) == 1 and ":" in parts[0]:  # Keras takes a slice as a member of a tuple only
            parts.append("...")
        return ", ".join(parts)
    if isinstance(key, Mapping) and key.get("class_name") == "__ellipsis__":
        return "..."
    if key is Ellipsis:
        return "..."
    if isinstance(key, Mapping) and key.get("class_name") == "__slice__":
        start, stop, step = (key["config"].get(end) for end in ("start", "stop", "step"))
        bounds = f"{'' if start is None else start}:{'' if stop is None else stop}"
        return bounds if step is None else f"{bounds}:{step}"
    return flat(operand(key, of_ref))
