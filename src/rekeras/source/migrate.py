"""Migrates one text of Python."""

from __future__ import annotations

import libcst as cst

from rekeras.source._file import KNOWN, SourceFile
from rekeras.source._finish import finished
from rekeras.source._walk import Walk
from rekeras.source.result import MigratedCode


class NotPythonError(ValueError):
    """A text that is not Python 3.

    Attributes:
        line: Where that shows, from 1.
        code: What stands there.
    """

    def __init__(self, line: int, code: str) -> None:
        super().__init__(f"line {line} is not Python 3: {code.strip()}")
        self.line, self.code = line, code


def migrate(text: str, name: str = "<code>") -> MigratedCode:
    """Bring Python source to Keras 3; nothing of it is run.

    Args:
        text: The source.
        name: What to call it in messages.

    Raises:
        NotPythonError: It cannot be parsed as Python 3.
    """
    if not any(each in text for each in KNOWN):
        return MigratedCode(name, text, text)
    file = SourceFile(_parsed(text))
    walk = Walk(file)
    walked = file.module.visit(walk)
    module, changes, findings = finished(file, walked)
    return MigratedCode(
        name,
        text,
        module.code,
        tuple(sorted({*walk.changes, *changes})),
        tuple(sorted({*walk.findings, *findings})),
    )


def _parsed(text: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as problem:
        lines = text.splitlines()
        code = lines[problem.raw_line - 1] if 0 < problem.raw_line <= len(lines) else ""
        raise NotPythonError(problem.raw_line, code) from None
