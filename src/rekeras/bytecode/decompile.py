"""Marshalled code as the Python source that it was compiled from, up to names of temporary variables.

The file does not say which Python compiled it. Each known one is tried: layout, instructions, jumps and stack must fit.
Versions that fit must agree on the meaning.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.bytecode.code_layout import BytecodeError, Layout
from rekeras.bytecode.code_object import CodeObject
from rekeras.bytecode.defining import arguments, function_definition
from rekeras.bytecode.execution import Budget, statements
from rekeras.bytecode.frame import literal
from rekeras.bytecode.instructions import Python, pythons
from rekeras.bytecode.marshal_stream import read_marshal

MAX_BYTES = 200_000


@dataclass(frozen=True)
class Decompiled:
    """A function that was saved as bytecode.

    Attributes:
        name: Its name; ``<lambda>`` where it has none.
        tree: What it does; a ``Lambda`` where one expression says it.
        source: The same as text.
        free: Variables of the function that it was defined in; their values stand beside the code.
        pythons: The versions of Python that may have compiled it.
    """

    name: str
    tree: ast.Lambda | ast.FunctionDef
    source: str
    free: tuple[str, ...]
    pythons: tuple[str, ...]


def decompile(data: bytes, *, defaults: Sequence[Any] = ()) -> Decompiled:
    """Turn marshalled code into source.

    Args:
        data: What ``marshal.dumps`` of any CPython from 2.7 to 3.13 gave for a code object.
        defaults: Default values of the last arguments.

    Raises:
        BytecodeError: It is no such thing, is damaged, or holds what is not understood; says what.
    """
    if len(data) > MAX_BYTES:
        raise BytecodeError(f"the code has {len(data)} bytes, more than {MAX_BYTES}")
    found: dict[str, tuple[ast.Lambda | ast.FunctionDef, CodeObject, list[str]]] = {}
    errors: list[BytecodeError] = []
    for layout, code in _readings(data, errors):
        for python in pythons():
            if python.layout is not layout:
                continue
            try:
                tree = _tree(code, python, defaults)
            except BytecodeError as error:
                errors.append(error)
            else:
                found.setdefault(ast.dump(tree), (tree, code, []))[2].append(str(python))
    if not found:
        raise errors[-1]
    if len(found) > 1:
        versions = " or ".join(names[0] for _tree, _code, names in found.values())
        raise BytecodeError(f"the code means different things as that of Python {versions}")
    tree, code, versions_found = next(iter(found.values()))
    return Decompiled(code.name, tree, ast.unparse(ast.fix_missing_locations(tree)), code.free, tuple(versions_found))


def _readings(data: bytes, errors: list[BytecodeError]) -> list[tuple[Layout, CodeObject]]:
    """The code object in each layout in which it can be read; what prevents the others is added to the errors."""
    found = []
    for layout in Layout:
        try:
            value = read_marshal(data, layout)
        except BytecodeError as error:
            errors.insert(0, error)
            continue
        if isinstance(value, CodeObject):
            found.append((layout, value))
        else:
            errors.append(BytecodeError("the marshalled value is no code"))
    return found


def _tree(code: CodeObject, python: Python, defaults: Sequence[Any]) -> ast.Lambda | ast.FunctionDef:
    body = statements(code, python, Budget())
    values = [literal(default) for default in defaults]
    if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value is not None:
        return ast.Lambda(arguments(code, values, {}), body[0].value)
    name = code.name if code.name.isidentifier() else "function"
    return function_definition(name, code, values, {}, body)


def mentioned(data: bytes) -> frozenset[str]:
    """Every name that the code and its inner functions may use, whether or not the code can be understood."""
    names: set[str] = set()
    for _layout, code in _readings(data, []):
        names |= set(_names_of(code))
    return frozenset(names)


def _names_of(code: CodeObject) -> list[str]:
    inner = [constant for constant in code.consts if isinstance(constant, CodeObject)]
    return [*code.names, *(name for one in inner for name in _names_of(one))]
