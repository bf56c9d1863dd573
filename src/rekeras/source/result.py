"""What migrating source code gives: plain records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class CodeChange:
    """One place that was rewritten.

    Attributes:
        line: Its line in the file as it was, from 1; in a notebook counted from the top of the cell.
        unit: What changed it (the unit's file name).
        before: What stood there, shortened.
        after: What stands there now, shortened.
        cell: The cell of a notebook, from 1; 0 in files of Python.
    """

    line: int
    unit: str
    before: str
    after: str
    cell: int = 0


@dataclass(frozen=True, order=True)
class CodeFinding:
    """One place that stays as it is, and needs a person.

    Attributes:
        line: Its line in the file as it was, from 1; in a notebook counted from the top of the cell.
        what: What stands there, shortened.
        reason: Why there is no safe translation.
        advice: What to do.
        cell: The cell of a notebook, from 1; 0 in files of Python.
    """

    line: int
    what: str
    reason: str
    advice: str = ""
    cell: int = 0


@dataclass(frozen=True)
class MigratedCode:
    """One text of Python, or one notebook, for Keras 3.

    Attributes:
        name: The file it came from.
        before: The text as it was.
        after: The text as it is now; the same where nothing was to do.
        changes: What was rewritten, by line.
        findings: What stays for a person, by line.
    """

    name: str
    before: str
    after: str
    changes: tuple[CodeChange, ...] = ()
    findings: tuple[CodeFinding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the text is another one now."""
        return self.before != self.after


@dataclass(frozen=True)
class CodeReport:
    """What migrating files did.

    Attributes:
        files: The files that were looked at and that Keras concerns.
        unreadable: Files that are no Python that can be read, each with its sentence.
        written: Whether the files on disk were changed.
        looked_at: How many files were looked at.
    """

    files: tuple[MigratedCode, ...] = ()
    unreadable: tuple[str, ...] = ()
    written: bool = False
    looked_at: int = 0
