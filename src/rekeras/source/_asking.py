"""Asks units for new code, and writes down what they changed and what they refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import libcst as cst

from rekeras.source._building import enclosed
from rekeras.source._file import KNOWN, SourceFile, code_of
from rekeras.source._missing import why_missing
from rekeras.source._names import is_public
from rekeras.source._renamed import renamed
from rekeras.source._unit import Refused, Removal
from rekeras.source._units import units
from rekeras.source.result import CodeChange, CodeFinding

Made = TypeVar("Made")
Kept = TypeVar("Kept")
SHORT = 100
"""Characters of code that a change or finding quotes."""


class Asking(cst.CSTTransformer):
    """What walking over a file needs, wherever it is.

    Attributes:
        changes: What was rewritten.
        findings: What was not, and why.
    """

    def __init__(self, file: SourceFile) -> None:
        super().__init__()
        self.changes: list[CodeChange] = []
        self.findings: list[CodeFinding] = []
        self._file = file
        self._units = units()
        self._removed: set[cst.CSTNode] = set()

    def _ask(
        self, unit: str, ask: Callable[[], Made | Removal | None], original: cst.CSTNode, updated: Kept
    ) -> Made | Kept:
        try:
            made = ask()
        except Refused as refused:
            self._found(original, refused.reason, refused.advice)
            if refused.made is None:
                return updated
            made = cast("Made", refused.made)
        if made is None or made is updated or _same(made, updated):
            return updated
        if isinstance(made, Removal):
            return self._remove(unit, original, updated)
        self._changed(unit, original, made)
        return made

    def _remove(self, unit: str, original: cst.CSTNode, updated: Kept) -> Kept:
        """A statement goes; what is only a part of one stays, with a finding."""
        if isinstance(original, cst.Call) and not isinstance(self._file.parent_of(original), cst.Expr):
            self._found(original, "it is gone from Keras 3, and its value is used here", "Rewrite what uses it.")
            return updated
        self._removed.add(original)
        self.changes.append(CodeChange(self._file.line_of(original), unit, self._code(original), ""))
        return updated

    def _missing(self, name: str, original: cst.CSTNode) -> None:
        """Say of a thing that nobody changed why it cannot stay."""
        if name == "tensorflow" or (name.startswith("keras") and is_public(renamed(name))) or not self._concerns(name):
            return
        self._found(original, *why_missing(name))

    def _changed(self, unit: str, original: cst.CSTNode, made: object) -> None:
        before, after = (self._code(part) for part in (original, made))
        if before != after:
            self.changes.append(CodeChange(self._file.line_of(original), unit, before, after))

    def _found(self, original: cst.CSTNode, reason: str, advice: str) -> None:
        self.findings.append(CodeFinding(self._file.line_of(original), self._code(original), reason, advice))

    def _in_place(self, original: cst.CSTNode, made: cst.BaseExpression) -> cst.BaseExpression:
        """New code with parentheses, if what stands around it would tear it apart."""
        parent = self._file.parent_of(original)
        if isinstance(parent, cst.Arg | cst.Element) and (isinstance(parent, cst.Element) or not parent.star):
            return made
        whole = isinstance(parent, cst.Assign | cst.AnnAssign | cst.AugAssign | cst.Return | cst.Expr | cst.Param)
        return made if whole and "\n" not in code_of(made) else enclosed(made)

    def _is_called(self, node: cst.CSTNode) -> bool:
        parent = self._file.parent_of(node)
        return isinstance(parent, cst.Call) and parent.func is node

    @staticmethod
    def _concerns(name: str) -> bool:
        return name.partition(".")[0] in KNOWN

    @staticmethod
    def _code(node: object) -> str:
        """The code, on one line, shortened."""
        if isinstance(node, cst.ClassDef):
            return f"class {node.name.value}"
        assert isinstance(node, cst.CSTNode)  # noqa: S101 - units return code
        text = " ".join(cst.Module([]).code_for_node(node).split())
        return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _same(made: object, updated: object) -> bool:
    """Whether both are the same code."""
    both = isinstance(made, cst.CSTNode) and isinstance(updated, cst.CSTNode)
    return both and code_of(cast("cst.CSTNode", made)) == code_of(cast("cst.CSTNode", updated))
