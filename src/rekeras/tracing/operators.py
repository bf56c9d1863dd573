"""Python's operators on tensors, sizes and plain numbers."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from rekeras.errors import NONSENSE
from rekeras.lexicon import _lookup
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size, divided, has_size, times
from rekeras.tracing.values import Function, Method, Named, Numbers, Withheld, holds_tensors

MAX_ITEMS, MAX_EXPONENT = 10_000, 1_000

BINARY: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("__operators__.add", operator.add),
    ast.Sub: ("__operators__.sub", operator.sub),
    ast.Mult: ("__operators__.mul", operator.mul),
    ast.Div: ("__operators__.truediv", operator.truediv),
    ast.FloorDiv: ("__operators__.floordiv", operator.floordiv),
    ast.Mod: ("__operators__.mod", operator.mod),
    ast.Pow: ("__operators__.pow", operator.pow),
    ast.MatMult: ("linalg.matmul", operator.matmul),
    ast.BitAnd: ("__operators__.and", operator.and_),
    ast.BitOr: ("__operators__.or", operator.or_),
    ast.BitXor: ("__operators__.xor", operator.xor),
}
COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Lt: ("__operators__.lt", operator.lt),
    ast.LtE: ("__operators__.le", operator.le),
    ast.Gt: ("__operators__.gt", operator.gt),
    ast.GtE: ("__operators__.ge", operator.ge),
    ast.Eq: ("__operators__.eq", operator.eq),
    ast.NotEq: ("__operators__.ne", operator.ne),
}
UNARY: dict[type[ast.unaryop], tuple[str, Callable[[Any], Any]]] = {
    ast.USub: ("math.negative", operator.neg),
    ast.Invert: ("__operators__.invert", operator.invert),
}


def binary(build: Build, operation: ast.operator, left: Any, right: Any) -> Any:
    """``left + right`` and its like.

    Raises:
        Untranslatable: The operator is not understood, or not for these values.
    """
    if type(operation) not in BINARY:
        raise Untranslatable(f"the operator {type(operation).__name__} is not understood")
    name, compute = BINARY[type(operation)]
    if isinstance(operation, ast.Div) and getattr(operation, "is_classic", False):
        name, compute = "div", _classic_division
    if isinstance(left, Numbers) or isinstance(right, Numbers):
        return as_numbers(_lookup.call(build, name, (left, right), {}))
    if _is_list_of_values(left) or _is_list_of_values(right):
        return _on_lists(compute, left, right)
    if holds_tensors((left, right)):
        return _lookup.call(build, name, (left, right), {})
    if has_size((left, right)):
        if isinstance(operation, ast.Mult):
            return times(left, right)
        if isinstance(operation, ast.FloorDiv) or compute is _classic_division:
            return divided(left, right)
        return _lookup.call(build, name, (left, right), {})
    if isinstance(operation, ast.Pow) and _is_number(right) and abs(right) > MAX_EXPONENT:
        raise Untranslatable(f"a power of {right}")
    return plainly(compute, left, right)


def as_numbers(value: Any) -> Any:
    """What the lexicon gives, a list of numbers marked as the tensor that it is."""
    return Numbers(value) if isinstance(value, list) and value and not holds_tensors(value) else value


def _is_list_of_values(value: Any) -> bool:
    return isinstance(value, list | tuple | str)


def _on_lists(compute: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Lists added and repeated, as Python does; NumPy and TensorFlow would compute with a list beside a tensor."""
    if compute is operator.add and type(left) is type(right):
        return left + right
    if compute is operator.mul and isinstance(left, int) != isinstance(right, int):
        count, items = (left, right) if isinstance(left, int) else (right, left)
        if _is_list_of_values(items) and isinstance(count, int) and len(items) * count <= MAX_ITEMS:
            return items * count
    raise Untranslatable("it computes with a list as if it was a tensor")


def _classic_division(left: Any, right: Any) -> Any:
    """As Python 2 divides."""
    return left // right if isinstance(left, int) and isinstance(right, int) else left / right


def compare(build: Build, operation: ast.cmpop, left: Any, right: Any) -> Any:
    """``left < right`` and its like.

    Raises:
        Untranslatable: The comparison is not understood.
    """
    if isinstance(operation, ast.Is | ast.IsNot):
        same = left is right or (_is_number(left) and _is_number(right) and left == right)
        return same == isinstance(operation, ast.Is)
    if isinstance(operation, ast.In | ast.NotIn):
        if holds_tensors((left, right)) or not isinstance(right, list | tuple | dict | str | set | frozenset):
            raise Untranslatable("it looks for a tensor among others")
        return (left in right) == isinstance(operation, ast.In)
    name, compute = COMPARISONS[type(operation)]
    if (left is None or right is None) and isinstance(operation, ast.Eq | ast.NotEq):
        return (left is right) == isinstance(operation, ast.Eq)
    if holds_tensors((left, right)) or has_size((left, right)):
        return _lookup.call(build, name, (left, right), {})
    return plainly(compute, left, right)


def unary(build: Build, operation: ast.unaryop, value: Any) -> Any:
    """``-value``, ``~value``, ``+value``."""
    if isinstance(operation, ast.UAdd):
        return value
    name, compute = UNARY[type(operation)]
    if isinstance(value, Size):
        return times(value, -1)
    return _lookup.call(build, name, (value,), {}) if holds_tensors(value) else plainly(compute, value)


def truth(value: Any) -> bool:
    """Whether a condition holds.

    Raises:
        Untranslatable: It depends on the numbers in a tensor.
    """
    if isinstance(value, Withheld):
        raise Untranslatable(value.reason)
    if isinstance(value, list | tuple | dict | str | int | float | None):
        return bool(value)
    if isinstance(value, Function | Method | Named):
        return True
    raise Untranslatable("which way it takes depends on the numbers in its input")


def plainly(compute: Callable[..., Any], *values: Any) -> Any:
    """Compute with plain values.

    Raises:
        Untranslatable: Python itself could not.
    """
    for value in values:
        if isinstance(value, Withheld):
            raise Untranslatable(value.reason)
    try:
        return compute(*values)
    except NONSENSE as error:
        raise Untranslatable(f"it would fail: {error}") from error


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
