"""A code object as plain data, whatever Python compiled it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VARARGS, VARKEYWORDS, GENERATOR = 0x04, 0x08, 0x20


@dataclass(frozen=True)
class CodeObject:
    """What ``types.CodeType`` holds, as far as its meaning goes.

    Attributes:
        name: Name of the function; ``<lambda>``, ``<listcomp>``.
        code: The instructions.
        consts, names: What instructions refer to by index.
        variables: Local variables, arguments first.
        cells: Own variables that inner functions use (some are arguments too).
        free: Variables of the function around it.
        positional, positional_only, keyword_only: How many arguments; the first number counts the second's too.
        flags: ``co_flags``.
        is_packed: Compiled by Python 3.11 or later: variables, cells and free variables count as one sequence.
    """

    name: str
    code: bytes
    consts: tuple[Any, ...]
    names: tuple[str, ...]
    variables: tuple[str, ...]
    cells: tuple[str, ...]
    free: tuple[str, ...]
    positional: int
    positional_only: int
    keyword_only: int
    flags: int
    is_packed: bool = False

    @property
    def is_generator(self) -> bool:
        return bool(self.flags & GENERATOR)

    def argument_names(self) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
        """Positional arguments, keyword-only ones, the name behind ``*`` and that behind ``**`` (empty if none)."""
        split = self.positional + self.keyword_only
        rest = list(self.variables[split:])
        star = rest.pop(0) if self.flags & VARARGS and rest else ""
        stars = rest.pop(0) if self.flags & VARKEYWORDS and rest else ""
        return self.variables[: self.positional], self.variables[self.positional : split], star, stars

    def cell_name(self, index: int) -> str:
        """The variable that an instruction about cells means.

        Raises:
            IndexError: There is no such variable.
        """
        return (*self.cells, *self.free)[index]

    def local_name(self, index: int) -> str:
        """The variable that an instruction about locals means; since Python 3.11 cells stand among these.

        Raises:
            IndexError: There is no such variable.
        """
        if not self.is_packed:
            return self.variables[index]
        own = (*self.variables, *(name for name in self.cells if name not in self.variables), *self.free)
        return own[index]
