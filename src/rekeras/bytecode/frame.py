"""What a function has computed at some instruction: statements so far, and the expressions on the stack."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.code_object import CodeObject
from rekeras.bytecode.instructions import Instruction, Python


class Marker(ast.expr):
    """Something on the stack that is no expression: an empty place, an inner function's code, a saved variable."""

    _fields = ()

    def __init__(self, content: Any = None) -> None:
        super().__init__()
        self.content = content


class Append(ast.stmt):
    """An item put into a list, set, dict or generator that is still being made.

    Attributes:
        place: Index of that collection on the stack; -1 for what a generator yields.
        values: The item, or key and value.
    """

    _fields = ()

    def __init__(self, place: int, values: tuple[ast.expr, ...]) -> None:
        super().__init__()
        self.place, self.values = place, values


@dataclass
class Frame:
    """One run through a stretch of code; of a loop's body, ``base`` is how much lies on the stack from before."""

    code: CodeObject
    python: Python
    stack: list[ast.expr]
    body: list[ast.stmt] = field(default_factory=list)
    keyword_names: tuple[str, ...] = ()
    base: int = 0

    def push(self, *values: ast.expr) -> None:
        self.stack.extend(values)

    def pop(self) -> ast.expr:
        """Take the top of the stack.

        Raises:
            BytecodeError: There is nothing.
        """
        if not self.stack:
            raise BytecodeError(f"{self.code.name} takes more from its stack than there is")
        return self.stack.pop()

    def take(self, count: int) -> list[ast.expr]:
        """Take several, the deepest first."""
        if not 0 <= count <= len(self.stack):
            raise BytecodeError(f"{self.code.name} takes more from its stack than there is")
        taken = self.stack[len(self.stack) - count :]
        del self.stack[len(self.stack) - count :]
        return taken

    def say(self, statement: ast.stmt) -> None:
        self.body.append(statement)

    def constant(self, index: int) -> Any:
        """A constant of the code."""
        return self._item(self.code.consts, index)

    def name(self, index: int) -> str:
        """A name of the code: a global, an attribute."""
        return str(self._item(self.code.names, index))

    def _item(self, items: tuple[Any, ...], index: int) -> Any:
        if index >= len(items):
            raise BytecodeError(f"{self.code.name} refers to what it does not hold")
        return items[index]

    def variable(self, index: int) -> ast.Name:
        """A local variable."""
        return self._variable(self.code.local_name, index)

    def cell(self, index: int) -> ast.Name:
        """A variable shared with inner or outer functions; since Python 3.11 it counts among the locals."""
        return self._variable(self.code.local_name if self.code.is_packed else self.code.cell_name, index)

    def _variable(self, find: Callable[[int], str], index: int) -> ast.Name:
        try:
            return loaded(find(index))
        except IndexError as error:
            raise BytecodeError(f"{self.code.name} refers to a variable that it does not hold") from error


Handler = Callable[[Frame, Instruction], None]


def loaded(name: str) -> ast.Name:
    """A variable as an expression."""
    return ast.Name(name, ast.Load())


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two expressions are spelled the same."""
    if isinstance(one, Marker) and isinstance(other, Marker):
        return one.content is other.content
    if isinstance(one, Marker) or isinstance(other, Marker):
        return False
    return one is other or ast.dump(one) == ast.dump(other)


def literal(value: Any) -> ast.expr:
    """A constant as an expression; code objects as a marker."""
    if isinstance(value, CodeObject):
        return Marker(value)
    if isinstance(value, tuple):
        return ast.Tuple([literal(item) for item in value], ast.Load())
    if isinstance(value, slice):
        return ast.Slice(
            *(literal(part) if part is not None else None for part in (value.start, value.stop, value.step))
        )
    return ast.Constant(value)
