"""Instructions that compute: operators, comparisons, indices and slices."""

from __future__ import annotations

import ast

from rekeras.bytecode.building import HANDLERS as _BUILDING
from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Frame, Handler, literal
from rekeras.bytecode.instructions import Instruction

OPERATORS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "**": ast.Pow,
    "@": ast.MatMult,
    "&": ast.BitAnd,
    "|": ast.BitOr,
    "^": ast.BitXor,
    "<<": ast.LShift,
    ">>": ast.RShift,
}
NAMED = {
    "ADD": "+",
    "SUBTRACT": "-",
    "MULTIPLY": "*",
    "DIVIDE": "/",
    "TRUE_DIVIDE": "/",
    "FLOOR_DIVIDE": "//",
    "MODULO": "%",
    "POWER": "**",
    "MATRIX_MULTIPLY": "@",
    "AND": "&",
    "OR": "|",
    "XOR": "^",
    "LSHIFT": "<<",
    "RSHIFT": ">>",
}
COMPARISONS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    "==": ast.Eq,
    "!=": ast.NotEq,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
    "not in": ast.NotIn,
    "is": ast.Is,
    "is not": ast.IsNot,
}
UNARY: dict[str, type[ast.unaryop]] = {
    "UNARY_POSITIVE": ast.UAdd,
    "UNARY_NEGATIVE": ast.USub,
    "UNARY_NOT": ast.Not,
    "UNARY_INVERT": ast.Invert,
}


def binary(frame: Frame, sign: str, *, is_classic: bool = False) -> None:
    """Python 2's division of two integers gives an integer: such an operator is marked ``is_classic``."""
    left, right = frame.take(2)
    operator = OPERATORS[sign]()
    if is_classic:
        operator.is_classic = True  # type: ignore[attr-defined]
    frame.push(ast.BinOp(left, operator, right))


def named(frame: Frame, instruction: Instruction) -> None:
    name = instruction.name.partition("_")[2]
    binary(frame, NAMED[name], is_classic=name == "DIVIDE")


def binary_op(frame: Frame, instruction: Instruction) -> None:
    signs = frame.python.operators
    if instruction.argument >= len(signs) or signs[instruction.argument].removesuffix("=") not in OPERATORS:
        raise BytecodeError(f"operator {instruction.argument} is unknown to Python {frame.python}")
    binary(frame, signs[instruction.argument].removesuffix("="))


def unary(frame: Frame, instruction: Instruction) -> None:
    frame.push(ast.UnaryOp(UNARY[instruction.name](), frame.pop()))


def compare(frame: Frame, instruction: Instruction) -> None:
    shift = 5 if frame.python.version >= (3, 13) else 4 if frame.python.version >= (3, 12) else 0
    signs, index = frame.python.comparisons, instruction.argument >> shift
    if index >= len(signs) or signs[index] not in COMPARISONS:
        raise BytecodeError(f"comparison {index} is unknown to Python {frame.python}")
    _compare(frame, signs[index])


def _compare(frame: Frame, sign: str) -> None:
    left, right = frame.take(2)
    frame.push(ast.Compare(left, [COMPARISONS[sign]()], [right]))


def is_op(frame: Frame, instruction: Instruction) -> None:
    _compare(frame, "is not" if instruction.argument else "is")


def contains_op(frame: Frame, instruction: Instruction) -> None:
    _compare(frame, "not in" if instruction.argument else "in")


def subscript(frame: Frame, _instruction: Instruction) -> None:
    value, index = frame.take(2)
    frame.push(ast.Subscript(value, index, ast.Load()))


def binary_slice(frame: Frame, _instruction: Instruction) -> None:
    value, start, stop = frame.take(3)
    frame.push(ast.Subscript(value, slice_of([start, stop]), ast.Load()))


def old_slice(frame: Frame, instruction: Instruction) -> None:
    """``SLICE+0`` to ``SLICE+3`` of Python 2: without ends, with a start, with a stop, with both."""
    ends = int(instruction.name[-1])
    stop = frame.pop() if ends & 2 else None
    start = frame.pop() if ends & 1 else None
    frame.push(ast.Subscript(frame.pop(), ast.Slice(start, stop, None), ast.Load()))


def slice_of(parts: list[ast.expr]) -> ast.Slice:
    ends = [None if isinstance(part, ast.Constant) and part.value is None else part for part in parts]
    return ast.Slice(*ends, *[None] * (3 - len(ends)))


def build_slice(frame: Frame, instruction: Instruction) -> None:
    if instruction.argument not in (2, 3):
        raise BytecodeError("a slice has two or three parts")
    frame.push(slice_of(frame.take(instruction.argument)))


def store_subscript(frame: Frame, _instruction: Instruction) -> None:
    value, container, index = frame.take(3)
    frame.say(ast.Assign([ast.Subscript(container, index, ast.Store())], value, lineno=0))


def intrinsic(frame: Frame, instruction: Instruction) -> None:
    """Python 3.12 on: unary plus and the tuple of a list are functions inside the interpreter."""
    if instruction.argument == 5:
        frame.push(ast.UnaryOp(ast.UAdd(), frame.pop()))
    elif instruction.argument == 6:
        _BUILDING["LIST_TO_TUPLE"](frame, instruction)
    elif instruction.argument != 3:
        raise BytecodeError(f"function {instruction.argument} inside the interpreter is not understood")


def load_assertion_error(frame: Frame, _instruction: Instruction) -> None:
    frame.push(ast.Name("AssertionError", ast.Load()))


def return_const(frame: Frame, instruction: Instruction) -> None:
    frame.say(ast.Return(literal(frame.constant(instruction.argument))))


HANDLERS: dict[str, Handler] = {f"{kind}_{name}": named for kind in ("BINARY", "INPLACE") for name in NAMED}
HANDLERS |= dict.fromkeys(UNARY, unary)
HANDLERS |= {f"SLICE+{ends}": old_slice for ends in range(4)}
HANDLERS |= {
    "BINARY_OP": binary_op,
    "COMPARE_OP": compare,
    "IS_OP": is_op,
    "CONTAINS_OP": contains_op,
    "BINARY_SUBSCR": subscript,
    "BINARY_SLICE": binary_slice,
    "BUILD_SLICE": build_slice,
    "STORE_SUBSCR": store_subscript,
    "CALL_INTRINSIC_1": intrinsic,
    "LOAD_ASSERTION_ERROR": load_assertion_error,
    "RETURN_CONST": return_const,
    "RETURN_VALUE": lambda frame, _instruction: frame.say(ast.Return(frame.pop())),
}
