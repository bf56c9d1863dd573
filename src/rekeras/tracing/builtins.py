"""Python's own functions, as far as they make sense of shapes, numbers and lists."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon import _lookup
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size, has_size
from rekeras.tracing.operators import MAX_ITEMS, binary, plainly
from rekeras.tracing.values import holds_tensors

Builtin = Callable[..., Any]
TYPES = {kind.__name__: kind for kind in (int, float, bool, str, list, tuple, dict, set)}


def _range(_build: Build, *ends: Any) -> list[int]:
    made = plainly(range, *ends)
    if len(made) > MAX_ITEMS:
        raise Untranslatable(f"a loop over {len(made)} numbers")
    return list(made)


def _length(build: Build, value: Any) -> Any:
    if isinstance(value, TensorRef):
        return build.sizes(value)[0]
    return plainly(len, value)


def items(build: Build, value: Any = ()) -> list[Any]:
    """What a loop goes over; a tensor falls into its parts along the first axis."""
    if isinstance(value, TensorRef):
        made = _lookup.call(build, "unstack", (value,), {})
        return list(made)
    if isinstance(value, dict):
        return list(value)
    return plainly(list, value)  # type: ignore[no-any-return]


def _sum(build: Build, values: Any, start: Any = 0) -> Any:
    total = start
    for value in items(build, values):
        total = value if isinstance(total, int) and total == 0 else binary(build, ast.Add(), total, value)
    return total


def _absolute(build: Build, value: Any) -> Any:
    return _lookup.call(build, "math.abs", (value,), {}) if holds_tensors(value) else plainly(abs, value)


def _number(kind: type) -> Builtin:
    def convert(_build: Build, value: Any = 0) -> Any:
        return value if isinstance(value, Size) and kind is int else plainly(kind, value)

    return convert


def _extreme(function: Builtin) -> Builtin:
    def compute(_build: Build, *values: Any) -> Any:
        if holds_tensors(values) or has_size(values):
            raise Untranslatable(f"{function.__name__} of tensors compares them in Python")
        return plainly(function, *values)

    return compute


def _isinstance(_build: Build, value: Any, kinds: Any) -> bool:
    names = [kind.path.removeprefix("builtins.") for kind in (kinds if isinstance(kinds, tuple) else (kinds,))]
    if not all(name in TYPES for name in names):
        raise Untranslatable("it asks for the class of a value")
    return any(isinstance(value, TYPES[name]) for name in names)


FUNCTIONS: Mapping[str, Builtin] = {
    "range": _range,
    "xrange": _range,
    "len": _length,
    "list": items,
    "tuple": lambda build, value=(): tuple(items(build, value)),
    "iter": items,
    "reversed": lambda build, value: items(build, value)[::-1],
    "sorted": lambda _build, value: plainly(sorted, value),
    "enumerate": lambda build, value, start=0: list(enumerate(items(build, value), start)),
    "zip": lambda build, *values: list(zip(*(items(build, value) for value in values), strict=False)),
    "dict": lambda _build, *pairs, **named: plainly(lambda: dict(*pairs, **named)),
    "sum": _sum,
    "abs": _absolute,
    "int": _number(int),
    "float": _number(float),
    "bool": _number(bool),
    "str": _number(str),
    "round": lambda _build, *values: plainly(round, *values),
    "min": _extreme(min),
    "max": _extreme(max),
    "pow": lambda build, value, power: binary(build, ast.Pow(), value, power),
    "slice": lambda _build, *ends: plainly(slice, *ends),
    "isinstance": _isinstance,
}
