"""Instructions that put variables, constants and attributes on the stack, move what is there, and store it."""

from __future__ import annotations

import ast

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Frame, Handler, Marker, literal, loaded
from rekeras.bytecode.instructions import Instruction

NULL = Marker("null")
HANDLERS: dict[str, Handler] = {}
IGNORED = (
    *("NOP", "RESUME", "PRECALL", "CACHE", "COPY_FREE_VARS", "MAKE_CELL", "SETUP_LOOP", "POP_BLOCK", "GET_ITER"),
    *("EXTENDED_ARG", "TO_BOOL", "GEN_START", "SETUP_ANNOTATIONS", "NOT_TAKEN", "END_FOR"),
)


def ignore(_frame: Frame, _instruction: Instruction) -> None:
    """It changes nothing of what is computed."""


TRUTH = {"True": True, "False": False}
"""In Python 2 these were variables like any other."""

HANDLERS |= dict.fromkeys(IGNORED, ignore)


def load_const(frame: Frame, instruction: Instruction) -> None:
    frame.push(literal(frame.constant(instruction.argument)))


def load_fast(frame: Frame, instruction: Instruction) -> None:
    frame.push(frame.variable(instruction.argument))


def load_fast_and_clear(frame: Frame, instruction: Instruction) -> None:
    """A comprehension of Python 3.12 saves the variable that it is going to use, and restores it behind."""
    frame.push(Marker(frame.variable(instruction.argument).id))


def load_deref(frame: Frame, instruction: Instruction) -> None:
    frame.push(frame.cell(instruction.argument))


def load_global(frame: Frame, instruction: Instruction) -> None:
    packed = frame.python.version >= (3, 11)
    name = frame.name(instruction.argument >> 1 if packed else instruction.argument)
    if frame.python.version < (3, 0) and name in TRUTH:
        frame.push(ast.Constant(TRUTH[name]))
        return
    push_callable(frame, loaded(name), is_called=packed and bool(instruction.argument & 1))


def load_name(frame: Frame, instruction: Instruction) -> None:
    frame.push(loaded(frame.name(instruction.argument)))


def load_attr(frame: Frame, instruction: Instruction) -> None:
    packed = frame.python.version >= (3, 12)
    name = frame.name(instruction.argument >> 1 if packed else instruction.argument)
    push_callable(frame, attribute(frame.pop(), name), is_called=packed and bool(instruction.argument & 1))


def load_method(frame: Frame, instruction: Instruction) -> None:
    push_callable(
        frame, attribute(frame.pop(), frame.name(instruction.argument)), is_called=frame.python.version >= (3, 11)
    )


def attribute(of: ast.expr, name: str) -> ast.expr:
    return ast.Attribute(of, name, ast.Load())


def push_callable(frame: Frame, function: ast.expr, *, is_called: bool) -> None:
    """Push what will be called, with the empty place that newer Pythons keep beside it."""
    if not is_called:
        frame.push(function)
    elif frame.python.version >= (3, 13):
        frame.push(function, NULL)
    else:
        frame.push(NULL, function)


def push_null(frame: Frame, _instruction: Instruction) -> None:
    frame.push(NULL)


def pop_top(frame: Frame, _instruction: Instruction) -> None:
    value = frame.pop()
    if not isinstance(value, Marker | ast.Constant | ast.Name):
        frame.say(ast.Expr(value))


def copy(frame: Frame, depth: int) -> None:
    taken = frame.take(depth)
    frame.push(*taken, taken[0])


def rotate(frame: Frame, depth: int) -> None:
    """Put the top below the next ``depth - 1``."""
    taken = frame.take(depth)
    frame.push(taken[-1], *taken[:-1])


def swap(frame: Frame, instruction: Instruction) -> None:
    taken = frame.take(instruction.argument)
    if len(taken) < 2:
        raise BytecodeError("SWAP of less than two")
    frame.push(taken[-1], *taken[1:-1], taken[0])


def duplicate(frame: Frame, count: int) -> None:
    taken = frame.take(count)
    frame.push(*taken, *taken)


def store(frame: Frame, target: ast.expr) -> None:
    """Assign the top of the stack to a variable, or to several in a tuple."""
    value = frame.pop()
    if isinstance(value, Marker):
        if value.content in (NULL.content, *names_in(target)):
            return
        raise BytecodeError(f"{frame.code.name} stores what is no value")
    names = names_in(target)
    for index, kept in enumerate(frame.stack):
        if kept is value and isinstance(target, ast.Name):
            frame.stack[index] = loaded(target.id)
        elif not isinstance(kept, Marker) and names & names_in(kept):
            frame.stack[index] = keep(frame, kept)
    if not (isinstance(value, ast.Name) and isinstance(target, ast.Name) and value.id == target.id):
        frame.say(ast.Assign([target], value, lineno=0))


def keep(frame: Frame, value: ast.expr) -> ast.expr:
    """Give an expression on the stack a variable of its own, before what it is made of changes."""
    name = f"_{len(frame.body)}_{len(frame.stack)}"
    frame.say(ast.Assign([ast.Name(name, ast.Store())], value, lineno=0))
    return loaded(name)


def names_in(expression: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}


def import_name(frame: Frame, instruction: Instruction) -> None:
    _level, _members = frame.take(2)
    frame.push(Marker(("import", frame.name(instruction.argument))))


def import_from(frame: Frame, instruction: Instruction) -> None:
    module = frame.stack[-1] if frame.stack else NULL
    if not isinstance(module, Marker) or not isinstance(module.content, tuple):
        raise BytecodeError(f"{frame.code.name} imports from what is no module")
    name = frame.name(instruction.argument)
    frame.say(ast.ImportFrom(module.content[1], [ast.alias(name)], 0))
    frame.push(loaded(name))


HANDLERS |= {
    "LOAD_CONST": load_const,
    "LOAD_FAST": load_fast,
    "LOAD_FAST_CHECK": load_fast,
    "LOAD_FAST_AND_CLEAR": load_fast_and_clear,
    "LOAD_DEREF": load_deref,
    "LOAD_CLASSDEREF": load_deref,
    "LOAD_CLOSURE": load_deref,
    "LOAD_GLOBAL": load_global,
    "LOAD_NAME": load_name,
    "LOAD_ATTR": load_attr,
    "LOAD_METHOD": load_method,
    "PUSH_NULL": push_null,
    "RETURN_GENERATOR": push_null,
    "POP_TOP": pop_top,
    "COPY": lambda frame, instruction: copy(frame, instruction.argument),
    "DUP_TOP": lambda frame, _instruction: duplicate(frame, 1),
    "DUP_TOP_TWO": lambda frame, _instruction: duplicate(frame, 2),
    "DUP_TOPX": lambda frame, instruction: duplicate(frame, instruction.argument),
    "ROT_TWO": lambda frame, _instruction: rotate(frame, 2),
    "ROT_THREE": lambda frame, _instruction: rotate(frame, 3),
    "ROT_FOUR": lambda frame, _instruction: rotate(frame, 4),
    "ROT_N": lambda frame, instruction: rotate(frame, instruction.argument),
    "SWAP": swap,
    "IMPORT_NAME": import_name,
    "IMPORT_FROM": import_from,
}
