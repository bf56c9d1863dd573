"""A loop that only fills a new list, set or dict is a comprehension."""

from __future__ import annotations

import ast

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Append, Frame


def close_loop(frame: Frame, target: ast.expr, iterable: ast.expr, body: list[ast.stmt]) -> None:
    """Put a loop that has been gone through into its frame: as a statement, or what it fills as a comprehension.

    Raises:
        BytecodeError: It does both.
    """
    place = _place(body)
    if place is None:
        if any(isinstance(node, Append) for statement in body for node in ast.walk(statement)):
            raise BytecodeError(f"{frame.code.name} fills a list in a way that is not understood")
        frame.say(ast.For(target, iterable, body or [ast.Pass()], [], lineno=0))
        return
    if frame.base > max(place, 0):  # an inner loop of a comprehension
        frame.say(ast.For(target, iterable, body, [], lineno=0))
        return
    made = None if place == -1 else frame.stack[place]
    found = _comprehension(target, iterable, body, made)
    if found is None:
        raise BytecodeError(f"{frame.code.name} fills a list in a way that is not understood")
    if place == -1:
        frame.say(ast.Expr(found))
    else:
        frame.stack[place] = found


def _comprehension(
    target: ast.expr, iterable: ast.expr, body: list[ast.stmt], made: ast.expr | None
) -> ast.expr | None:
    """The comprehension of a loop; None where it is a plain one.

    Args:
        target: What the loop assigns to.
        iterable: What it goes over.
        body: Its statements.
        made: The empty collection that it fills; None for a generator, which yields.
    """
    found = _generators(body)
    if found is None:
        return None
    values, generators = found
    generators = [ast.comprehension(target, iterable, _leading_ifs(body), 0), *generators]
    if made is None:
        return ast.GeneratorExp(values[0], generators)
    if isinstance(made, ast.List) and not made.elts:
        return ast.ListComp(values[0], generators)
    if isinstance(made, ast.Set) and not made.elts:
        return ast.SetComp(values[0], generators)
    if isinstance(made, ast.Dict) and not made.keys and len(values) == 2:
        return ast.DictComp(values[0], values[1], generators)
    return None


def _place(body: list[ast.stmt]) -> int | None:
    """The index on the stack of the collection that a loop fills; None for a plain loop."""
    while len(body) == 1:
        statement = body[0]
        if isinstance(statement, Append):
            return statement.place
        if isinstance(statement, ast.If) and bool(statement.body) != bool(statement.orelse):
            body = statement.body or statement.orelse
        elif isinstance(statement, ast.For):
            body = statement.body
        else:
            return None
    return None


def _leading_ifs(body: list[ast.stmt]) -> list[ast.expr]:
    found = []
    while len(body) == 1 and isinstance(body[0], ast.If):
        found.append(_condition(body[0]))
        body = body[0].body or body[0].orelse
    return found


def _condition(statement: ast.If) -> ast.expr:
    return statement.test if statement.body else ast.UnaryOp(ast.Not(), statement.test)


def _generators(body: list[ast.stmt]) -> tuple[tuple[ast.expr, ...], list[ast.comprehension]] | None:
    """What is added, and the inner loops with their conditions."""
    generators: list[ast.comprehension] = []
    while len(body) == 1:
        statement = body[0]
        if isinstance(statement, Append):
            return statement.values, generators
        if isinstance(statement, ast.If) and bool(statement.body) != bool(statement.orelse):
            body = statement.body or statement.orelse
        elif isinstance(statement, ast.For):
            body = statement.body
            generators.append(ast.comprehension(statement.target, statement.iter, _leading_ifs(body), 0))
        else:
            return None
    return None
