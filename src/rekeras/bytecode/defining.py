"""Instructions that make a function of a code object: lambdas, inner functions, comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from rekeras.bytecode.calling import COMPREHENSIONS
from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.code_object import CodeObject
from rekeras.bytecode.frame import Frame, Marker, loaded
from rekeras.bytecode.instructions import Instruction

Decompile = Callable[[CodeObject], list[ast.stmt]]
"""The statements of an inner function."""


def make_function(frame: Frame, instruction: Instruction, decompile: Decompile) -> None:
    """``MAKE_FUNCTION`` and ``MAKE_CLOSURE`` in each Python's way of handing over defaults."""
    version = frame.python.version
    if (3, 0) <= version < (3, 11):
        frame.pop()  # its qualified name
    marker = frame.pop()
    if not isinstance(marker, Marker) or not isinstance(marker.content, CodeObject):
        raise BytecodeError(f"{frame.code.name} makes a function of what is no code")
    code = marker.content
    if instruction.name == "MAKE_CLOSURE":
        frame.pop()
    if version < (3, 6):
        defaults, named = _counted_defaults(frame, instruction.argument)
    elif version < (3, 13):
        defaults, named = _flagged_defaults(frame, instruction.argument)
    else:
        defaults, named = [], {}
    define(frame, code, defaults, named, decompile)


def _counted_defaults(frame: Frame, argument: int) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    if argument >> 16:
        raise BytecodeError("an inner function has annotations")
    defaults_first = frame.python.version < (3, 0)
    pairs = frame.take(0 if defaults_first else 2 * (argument >> 8 & 0xFF))
    named = _by_name(pairs[::2], pairs[1::2])
    return frame.take(argument & 0xFF), named


def _by_name(keys: Sequence[ast.expr | None], values: Sequence[ast.expr]) -> dict[str, ast.expr]:
    return {str(key.value): value for key, value in zip(keys, values, strict=True) if isinstance(key, ast.Constant)}


def _flagged_defaults(frame: Frame, flags: int) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    if flags & 8:
        frame.pop()
    if flags & 4:
        frame.pop()
    named = frame.pop() if flags & 2 else None
    defaults = frame.pop() if flags & 1 else None
    return _items(defaults), _pairs(named)


def _items(value: ast.expr | None) -> list[ast.expr]:
    return list(value.elts) if isinstance(value, ast.Tuple) else []


def _pairs(value: ast.expr | None) -> dict[str, ast.expr]:
    return _by_name(value.keys, value.values) if isinstance(value, ast.Dict) else {}


def define(
    frame: Frame, code: CodeObject, defaults: list[ast.expr], named: dict[str, ast.expr], decompile: Decompile
) -> None:
    """Push the function: a lambda or comprehension as an expression, others as a name that is defined before."""
    body = decompile(code)
    if code.name.startswith("<") and len(body) == 1 and isinstance(body[0], ast.Return):
        value = body[0].value or ast.Constant(None)
        is_comprehension = isinstance(value, COMPREHENSIONS) and code.name != "<lambda>"
        frame.push(value if is_comprehension else ast.Lambda(arguments(code, defaults, named), value))
        return
    name = code.name if code.name.isidentifier() else f"_function_{len(frame.body)}"
    frame.say(function_definition(name, code, defaults, named, body))
    frame.push(loaded(name))


def set_attribute(frame: Frame, instruction: Instruction) -> None:
    """``SET_FUNCTION_ATTRIBUTE`` (Python 3.13): defaults come after the function is made."""
    function, value = frame.pop(), frame.pop()
    target = next((s for s in reversed(frame.body) if isinstance(s, ast.FunctionDef)), None)
    holder = function if isinstance(function, ast.Lambda) else target
    if instruction.argument == 1 and holder is not None:
        holder.args.defaults = _items(value)
    elif instruction.argument == 2 and holder is not None:
        pairs = _pairs(value)
        holder.args.kw_defaults = [pairs.get(argument.arg) for argument in holder.args.kwonlyargs]
    frame.push(function)


def function_definition(
    name: str, code: CodeObject, defaults: list[ast.expr], named: dict[str, ast.expr], body: list[ast.stmt]
) -> ast.FunctionDef:
    return ast.FunctionDef(
        name=name, args=arguments(code, defaults, named), body=body or [ast.Pass()], decorator_list=[], lineno=0
    )


def arguments(code: CodeObject, defaults: list[ast.expr], named: dict[str, ast.expr]) -> ast.arguments:
    """The parameters of a function.

    Raises:
        BytecodeError: There are more defaults than parameters.
    """
    positional, keyword_only, star, stars = code.argument_names()
    if len(defaults) > len(positional):
        raise BytecodeError(f"{code.name} has more defaults than arguments")
    return ast.arguments(
        posonlyargs=[ast.arg(name) for name in positional[: code.positional_only]],
        args=[ast.arg(name) for name in positional[code.positional_only :]],
        vararg=ast.arg(star) if star else None,
        kwonlyargs=[ast.arg(name) for name in keyword_only],
        kw_defaults=[named.get(name) for name in keyword_only],
        kwarg=ast.arg(stars) if stars else None,
        defaults=defaults,
    )
