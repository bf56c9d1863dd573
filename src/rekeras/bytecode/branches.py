"""Puts the two ways of a branch together again."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Frame, Marker, loaded, same


@dataclass(frozen=True)
class End:
    """Where a stretch of code ended: an offset, or None after a return."""

    offset: int | None
    frame: Frame


def jump_test(name: str, value: ast.expr) -> ast.expr:
    """What must hold for the jump."""
    if "NONE" in name:
        operator = ast.IsNot() if "NOT_NONE" in name else ast.Is()
        return ast.Compare(value, [operator], [ast.Constant(None)])
    return value if "TRUE" in name else negated(value)


def negated(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def join(frame: Frame, test: ast.expr, kept: ast.expr | None, taken: End, fallen: End) -> int | None:
    """Put both ways of a branch together in the frame; where they go on."""
    one, other = taken.frame, fallen.frame
    if taken.offset is None or fallen.offset is None:
        return _join_returns(frame, test, taken, fallen)
    if taken.offset != fallen.offset or len(one.stack) != len(other.stack):
        raise BytecodeError(f"{frame.code.name} branches in a way that is not understood")
    differing = [index for index, pair in enumerate(zip(one.stack, other.stack, strict=True)) if not same(*pair)]
    if not differing or one.body or other.body:
        for index in differing:
            name = f"_{len(frame.body)}_{index}"
            for way in (one, other):
                way.say(ast.Assign([ast.Name(name, ast.Store())], way.stack[index], lineno=0))
                way.stack[index] = loaded(name)
        if one.body or other.body:
            frame.say(_if(test, one.body, other.body))
        frame.stack[:] = one.stack
        return taken.offset
    merged = list(one.stack)
    for index in differing:
        merged[index] = _choice(test, kept, one.stack[index], other.stack[index])
    frame.stack[:] = merged
    return taken.offset


def _choice(test: ast.expr, kept: ast.expr | None, taken: ast.expr, fallen: ast.expr) -> ast.expr:
    if isinstance(taken, Marker) or isinstance(fallen, Marker):
        raise BytecodeError("two ways leave different things that are no values")
    if kept is not None and taken is kept:
        return ast.BoolOp(ast.Or() if test is kept else ast.And(), [kept, fallen])
    return _if_expression(test, taken, fallen)


def _if_expression(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return ast.IfExp(test.operand, otherwise, then)
    return ast.IfExp(test, then, otherwise)


def _join_returns(frame: Frame, test: ast.expr, taken: End, fallen: End) -> int | None:
    """At least one way ends in a return or an error; the other one goes on."""
    one, other = taken.frame.body, fallen.frame.body
    if taken.offset is None and fallen.offset is None:
        if len(one) == len(other) == 1 and isinstance(one[0], ast.Return) and isinstance(other[0], ast.Return):
            values = [statement.value or ast.Constant(None) for statement in (one[0], other[0])]
            frame.say(ast.Return(_if_expression(test, *values)))
        else:
            frame.say(_if(test, one, other))
        return None
    ended, going, when = (one, fallen, test) if taken.offset is None else (other, taken, negated(test))
    frame.say(_if(when, ended, []))
    frame.body.extend(going.frame.body)
    frame.stack[:] = going.frame.stack
    return going.offset


def _if(test: ast.expr, then: list[ast.stmt], otherwise: list[ast.stmt]) -> ast.If:
    if not then or (otherwise and isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        return ast.If(negated(test), otherwise, then)
    return ast.If(test, then, otherwise)
