"""Imports of what migrated code names, put where the old ones stood."""

from __future__ import annotations

import libcst as cst

from rekeras.source._file import KNOWN
from rekeras.source._imports import dotted
from rekeras.source._names import canonical


def first_place(module: cst.Module) -> int:
    """Index of the first statement at the top level that imports Keras or TensorFlow; else behind the last import."""
    last = 0
    for index, statement in enumerate(module.body):
        finder = _Finder()
        statement.visit(finder)
        if finder.known and not isinstance(statement, cst.FunctionDef | cst.ClassDef):
            return index
        if finder.any or (index == 0 and isinstance(statement, cst.SimpleStatementLine) and _is_docstring(statement)):
            last = index + 1 if not isinstance(statement, cst.FunctionDef | cst.ClassDef) else last
    return last


def _is_docstring(statement: cst.SimpleStatementLine) -> bool:
    first = statement.body[0] if statement.body else None
    return isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString | cst.ConcatenatedString)


class _Finder(cst.CSTVisitor):
    """Whether a statement imports anything, and whether that is Keras or TensorFlow."""

    def __init__(self) -> None:
        self.any = self.known = False

    def visit_Import(self, node: cst.Import) -> None:
        self.any = True
        self.known |= any(canonical(alias.evaluated_name).split(".")[0] in KNOWN for alias in node.names)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        self.any = True
        if node.module is not None and not node.relative:
            name = cst.helpers.get_full_name_for_node_or_raise(node.module)
            self.known |= canonical(name).split(".")[0] in KNOWN


def with_imports(module: cst.Module, place: int, needed: dict[str, str]) -> cst.Module:
    """The module with imports of what the new code names."""
    if not needed:
        return module
    lines = [cst.SimpleStatementLine([_import_of(name, local)]) for name, local in sorted(needed.items())]
    body = list(module.body)
    if place < len(body) and hasattr(body[place], "leading_lines"):
        lines[0] = lines[0].with_changes(leading_lines=body[place].leading_lines)
        body[place] = body[place].with_changes(leading_lines=[])
    return module.with_changes(body=[*body[:place], *lines, *body[place:]])


def _import_of(module: str, local: str) -> cst.BaseSmallStatement:
    parent, _, last = module.rpartition(".")
    asname = None if local == last else cst.AsName(cst.Name(local))
    if not parent:
        return cst.Import([cst.ImportAlias(cst.Name(last), asname=asname)])
    return cst.ImportFrom(dotted(parent), [cst.ImportAlias(cst.Name(last), asname=asname)])
