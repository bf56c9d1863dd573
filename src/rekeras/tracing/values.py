"""What a function under tracing handles besides tensors and plain Python values."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import TensorRef


@dataclass(frozen=True)
class Named:
    """A module, function or constant of a known library, by its full name (``keras.backend.mean``)."""

    path: str


@dataclass(frozen=True)
class Function:
    """A function of the source itself, with the variables around it."""

    tree: ast.Lambda | ast.FunctionDef
    scope: Scope
    defaults: tuple[Any, ...] = ()
    keyword_defaults: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Method:
    """A method that has been looked up and not called yet."""

    owner: Any
    name: str


@dataclass(frozen=True)
class Withheld:
    """An argument that may stand there as long as nobody uses it; ``reason`` says why it has no value."""

    reason: str


class Numbers(list[Any]):
    """A tensor whose numbers are known, such as a shape: operators compute with each of them, unlike with a list."""


class Scope:
    """Variables by name; what is not found here is looked for around it."""

    def __init__(self, values: Mapping[str, Any] | None = None, around: Scope | None = None) -> None:
        self.values = dict(values or {})
        self.around = around

    def find(self, name: str) -> Any:
        """The value of a variable.

        Raises:
            KeyError: There is none.
        """
        if name in self.values:
            return self.values[name]
        if self.around is None:
            raise KeyError(name)
        return self.around.find(name)


def is_tensor(value: Any) -> bool:
    return isinstance(value, TensorRef)


def holds_tensors(value: Any) -> bool:
    """Whether a tensor stands somewhere in nested lists and dicts."""
    if isinstance(value, Mapping):
        return any(map(holds_tensors, value.values()))
    if isinstance(value, list | tuple):
        return any(map(holds_tensors, value))
    return isinstance(value, TensorRef)
