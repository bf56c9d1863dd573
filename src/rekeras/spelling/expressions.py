"""Expressions of Python and how they are laid out: on one line where they fit, else each item on a line of its own.

The comma after the last item makes every formatter of the Black family leave it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH = 88
INDENT = "    "


@dataclass(frozen=True)
class Atom:
    """A text that is never broken."""

    text: str


@dataclass(frozen=True)
class Brackets:
    """Items between brackets, after what they belong to: a list, a tuple, a dict, the arguments of a call.

    Attributes:
        before: What is called; None for a list, a tuple, a dict.
        items: Each with what stands before it (``units=``; ``"key": `` in a dict; mostly nothing).
        ends: The brackets.
    """

    before: Expression | None
    items: tuple[tuple[str, Expression], ...]
    ends: str = "()"


Expression = Atom | Brackets


def call(function: str | Expression, *args: Expression, **kwargs: Expression) -> Brackets:
    """A call."""
    items = [("", arg) for arg in args] + [(f"{name}=", value) for name, value in kwargs.items()]
    return Brackets(Atom(function) if isinstance(function, str) else function, tuple(items))


def sequence(*items: Expression, ends: str = "[]") -> Brackets:
    """A list, or with other brackets a tuple."""
    return Brackets(None, tuple(("", item) for item in items), ends)


def flat(expression: Expression) -> str:
    """The expression on one line."""
    if isinstance(expression, Atom):
        return expression.text
    before = flat(expression.before) if expression.before else ""
    inside = ", ".join(prefix + flat(item) for prefix, item in expression.items)
    if expression.before is None and expression.ends == "()" and len(expression.items) == 1:
        inside += ","
    return f"{before}{expression.ends[0]}{inside}{expression.ends[1]}"


def laid_out(expression: Expression, prefix: str = "", suffix: str = "", depth: int = 0) -> Iterator[str]:
    """The lines of an expression with what stands before and after it.

    Args:
        expression: What is laid out.
        prefix: What stands before it (``x = ``).
        suffix: What stands after it (``,``).
        depth: How far the lines are indented.
    """
    indent = INDENT * depth
    whole = f"{indent}{prefix}{flat(expression)}{suffix}"
    if len(whole) <= WIDTH or isinstance(expression, Atom) or not expression.items:
        yield whole
        return
    before = expression.before
    if isinstance(before, Brackets) and before.items:
        head = f"{indent}{prefix}{flat(before)}{expression.ends[0]}"
        tail = flat(Brackets(None, expression.items, expression.ends)) if _is_call(expression) else ""
        tail = tail.replace(",)", ")") if len(expression.items) == 1 else tail
        if len(head) > WIDTH or len(f"{indent}){tail}{suffix}") <= WIDTH:
            yield from laid_out(before, prefix, f"{tail}{suffix}", depth)
            return
    opening = flat(before) if before else ""
    yield f"{indent}{prefix}{opening}{expression.ends[0]}"
    for name, item in expression.items:
        yield from laid_out(item, name, ",", depth + 1)
    yield f"{indent}{expression.ends[1]}{suffix}"


def _is_call(expression: Brackets) -> bool:
    return expression.before is not None
