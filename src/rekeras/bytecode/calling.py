"""Instructions that call, in each Python's way of handing over arguments."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from rekeras.bytecode.building import unpacked
from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Frame, Handler, Marker
from rekeras.bytecode.instructions import Instruction
from rekeras.bytecode.loading import NULL

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def call(
    frame: Frame,
    function: ast.expr,
    positional: Sequence[ast.expr],
    keywords: Sequence[tuple[str | None, ast.expr]] = (),
) -> None:
    """Push a call; a comprehension is a function that is called on its outermost iterable."""
    if isinstance(function, COMPREHENSIONS) and len(positional) == 1 and not keywords:
        frame.push(_over(function, positional[0]))
        return
    if any(isinstance(value, Marker) for value in (function, *positional)):
        raise BytecodeError(f"{frame.code.name} calls, or hands over, what is no value")
    frame.push(ast.Call(function, list(positional), [ast.keyword(name, value) for name, value in keywords]))


def _over(made: ast.expr, iterable: ast.expr) -> ast.expr:
    assert isinstance(made, COMPREHENSIONS)  # noqa: S101 - the caller asked
    first, *others = made.generators
    generators = [ast.comprehension(first.target, iterable, first.ifs, first.is_async), *others]
    if isinstance(made, ast.DictComp):
        return ast.DictComp(made.key, made.value, generators)
    return type(made)(made.elt, generators)


def pop_function(frame: Frame) -> ast.expr:
    """The function that lies below the arguments, with the empty place beside it where that Python has one."""
    if frame.python.version < (3, 11):
        return frame.pop()
    pair = [value for value in frame.take(2) if not (isinstance(value, Marker) and value.content == NULL.content)]
    if len(pair) == 2 and isinstance(pair[0], COMPREHENSIONS):  # called on its iterable, which lies in the empty place
        frame.push(pair[1])
        return pair[0]
    if len(pair) != 1:
        raise BytecodeError(f"{frame.code.name} calls what is no function")
    return pair[0]


def call_plain(frame: Frame, instruction: Instruction) -> None:
    """``CALL``: of all arguments the last ones have the names that stood before."""
    count, names = instruction.argument, frame.keyword_names
    frame.keyword_names = ()
    values = frame.take(count)
    stack = len(frame.stack)
    function = pop_function(frame)
    if len(frame.stack) == stack - 1:  # a comprehension's iterable
        values.insert(0, frame.pop())
    _call_with_names(frame, function, values, names)


def _call_with_names(frame: Frame, function: ast.expr, values: list[ast.expr], names: tuple[str, ...]) -> None:
    if len(names) > len(values):
        raise BytecodeError(f"{frame.code.name} names more arguments than it hands over")
    split = len(values) - len(names)
    call(frame, function, values[:split], list(zip(names, values[split:], strict=True)))


def keyword_names(frame: Frame, instruction: Instruction) -> None:
    frame.keyword_names = _as_names(frame.constant(instruction.argument))


def _as_names(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple) and all(isinstance(name, str) for name in value):
        return value
    raise BytecodeError("the names of a call's arguments are no text")


def call_keywords(frame: Frame, instruction: Instruction) -> None:
    """``CALL_KW``, and ``CALL_FUNCTION_KW`` of Python 3.6 to 3.10: the names lie on top."""
    top = frame.pop()
    items = top.elts if isinstance(top, ast.Tuple) else []
    names = _as_names(tuple(item.value if isinstance(item, ast.Constant) else None for item in items))
    values = frame.take(instruction.argument)
    _call_with_names(frame, pop_function(frame), values, names)


def call_pairs(frame: Frame, instruction: Instruction) -> None:
    """Python 2 and 3.5: positional arguments, then names and values in turn; ``*`` and ``**`` on top."""
    stars = frame.pop() if instruction.name.endswith("KW") else None
    star = frame.pop() if "VAR" in instruction.name else None
    pairs = frame.take(2 * (instruction.argument >> 8))
    names = _as_names(tuple(name.value if isinstance(name, ast.Constant) else None for name in pairs[::2]))
    keywords: list[tuple[str | None, ast.expr]] = list(zip(names, pairs[1::2], strict=True))
    positional = frame.take(instruction.argument & 0xFF)
    if star is not None:
        positional += unpacked(star)
    if stars is not None:
        keywords.append((None, stars))
    call(frame, frame.pop(), positional, keywords)


def call_spread(frame: Frame, instruction: Instruction) -> None:
    """``CALL_FUNCTION_EX``: one tuple of all positional arguments, perhaps a dict of the others."""
    stars = frame.pop() if instruction.argument & 1 else None
    positional = unpacked(frame.pop())
    keywords: list[tuple[str | None, ast.expr]] = []
    if isinstance(stars, ast.Dict):
        for key, value in zip(stars.keys, stars.values, strict=True):
            keywords.append((str(key.value) if isinstance(key, ast.Constant) else None, value))
            if key is not None and not isinstance(key, ast.Constant):
                raise BytecodeError("a call computes the names of its arguments")
    elif stars is not None:
        keywords.append((None, stars))
    call(frame, pop_function(frame), positional, keywords)


def call_function(frame: Frame, instruction: Instruction) -> None:
    if frame.python.version < (3, 6):
        call_pairs(frame, instruction)
        return
    values = frame.take(instruction.argument)
    call(frame, frame.pop(), values)


def call_function_keywords(frame: Frame, instruction: Instruction) -> None:
    (call_pairs if frame.python.version < (3, 6) else call_keywords)(frame, instruction)


HANDLERS: dict[str, Handler] = {
    "CALL": call_plain,
    "KW_NAMES": keyword_names,
    "CALL_KW": call_keywords,
    "CALL_FUNCTION": call_function,
    "CALL_METHOD": call_function,
    "CALL_FUNCTION_KW": call_function_keywords,
    "CALL_FUNCTION_VAR": call_pairs,
    "CALL_FUNCTION_VAR_KW": call_pairs,
    "CALL_FUNCTION_EX": call_spread,
}
