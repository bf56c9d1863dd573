"""A function that a person gives as source in place of a Lambda's own. The source is read, not run."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class GivenFunction:
    """What stands in a config in place of the file's function: an object of this class, which no file can hold.

    Attributes:
        text: The source of its module.
        name: Its name there.
    """

    text: str
    name: str


def defined(module: ast.Module) -> dict[str, ast.Lambda | ast.FunctionDef]:
    """The functions that a module defines, by name; of several with one name the last."""
    found: dict[str, ast.Lambda | ast.FunctionDef] = {}
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef):
            found[statement.name] = statement
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            found |= dict.fromkeys(names, statement.value)
    return found
