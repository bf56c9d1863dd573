"""Migrates notebooks: the code cells as one program, their magics and outputs left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import libcst as cst

from rekeras.errors import UnreadableFileError
from rekeras.source.migrate import migrate
from rekeras.source.result import CodeFinding, MigratedCode

CELL = "# rekeras: cell "
MAGIC = re.compile(r"^(\s*)((?:(?:%{1,2}[A-Za-z]|[!?]).*)|(?:.*\S\?\s*)|(?:[\w\s,.\[\]]+=\s*[!%].*))$")
"""Lines that are IPython's, not Python's."""
KEPT = re.compile(r"pass  # rekeras: line (\d+)")
INDENT = re.compile(r'^\{\n( +)"')


@dataclass(frozen=True)
class _Cell:
    """One code cell.

    Attributes:
        number: Among all cells, from 1.
        text: Its source as it was.
        python: The same with IPython's lines replaced; empty where it is no Python.
        magics: The lines that were replaced.
    """

    number: int
    text: str
    python: str
    magics: tuple[str, ...]


def migrate_notebook(text: str, name: str) -> MigratedCode:
    """Bring the code of a notebook to Keras 3.

    Args:
        text: The notebook, as JSON.
        name: What to call it in messages.

    Raises:
        UnreadableFileError: It is no notebook.
    """
    notebook = _parsed(text, name)
    cells = list(_code_cells(notebook))
    findings = [
        CodeFinding(1, cell.text.splitlines()[0][:80], "this cell is not Python 3", "Mend it first.", cell.number)
        for cell in cells
        if not cell.python and cell.text.strip() and not cell.text.lstrip().startswith("%%")
    ]
    program = "".join(f"{CELL}{cell.number}\n{cell.python}\n" for cell in cells if cell.python)
    migrated = migrate(program, name)
    places = list(_places(program))
    changes = tuple(
        replace(change, cell=places[change.line - 1][0], line=places[change.line - 1][1]) for change in migrated.changes
    )
    findings += [
        replace(finding, cell=places[finding.line - 1][0], line=places[finding.line - 1][1])
        for finding in migrated.findings
    ]
    if not migrated.changed:
        return MigratedCode(name, text, text, (), tuple(findings))
    after = _written(text, notebook, cells, migrated.after)
    return MigratedCode(name, text, after, tuple(sorted(changes)), tuple(sorted(findings)))


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        notebook = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise UnreadableFileError(name, f"is no notebook: it is not JSON ({problem})") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableFileError(
            name,
            "is no notebook that can be read: it has no list of cells",
            advice="Notebooks before version 4 are brought up to date by: jupyter nbconvert --to notebook",
        )
    return notebook


def _code_cells(notebook: dict[str, Any]) -> Iterator[_Cell]:
    for number, cell in enumerate(notebook["cells"], 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", "")
            text = "".join(source) if isinstance(source, list) else str(source)
            magics: list[str] = []
            lines = [_without_magic(line, magics) for line in text.splitlines()]
            python = "\n".join(lines)
            yield _Cell(number, text, python if _is_python(python, text) else "", tuple(magics))


def _without_magic(line: str, magics: list[str]) -> str:
    found = MAGIC.match(line)
    if not found or line.lstrip().startswith("#"):
        return line
    magics.append(line)
    return f"{found[1]}pass  # rekeras: line {len(magics) - 1}"


def _is_python(python: str, text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    if first.startswith("%%") and not first.startswith(("%%time", "%%capture", "%%prun")):
        return False
    try:
        cst.parse_module(python)
    except cst.ParserSyntaxError:
        return False
    return bool(python.strip())


def _places(program: str) -> Iterator[tuple[int, int]]:
    """The cell of each line of the program, and its line there."""
    cell = line = 0
    for text in program.splitlines():
        if text.startswith(CELL):
            cell, line = int(text.removeprefix(CELL)), 0
        yield cell, line
        line += 1


def _written(text: str, notebook: dict[str, Any], cells: Sequence[_Cell], after: str) -> str:
    """The notebook with new code, in the form that it had."""
    parts = re.split(rf"^{CELL}(\d+)\n", after, flags=re.MULTILINE)
    new = {int(number): code for number, code in zip(parts[1::2], parts[2::2], strict=True)}
    by_number = {cell.number: cell for cell in cells}
    written = [
        {**cell, "source": _as_before(cell["source"], _restored(by_number[number], new[number]))}
        if number in new
        else cell
        for number, cell in enumerate(notebook["cells"], 1)
    ]
    indent = INDENT.match(text)
    dumped = json.dumps(
        {**notebook, "cells": written}, indent=len(indent[1]) if indent else None, ensure_ascii=text.isascii()
    )
    return dumped + ("\n" if text.endswith("\n") else "")


def _restored(cell: _Cell, code: str) -> str:
    """A cell's code with IPython's lines back in their places, ending as it did."""
    lines = code.splitlines()
    back = [cell.magics[int(found[1])] if (found := KEPT.search(line)) else line for line in lines]
    return "\n".join(back).rstrip("\n") + ("\n" if cell.text.endswith("\n") else "")


def _as_before(source: object, code: str) -> object:
    return code.splitlines(keepends=True) if isinstance(source, list) else code
