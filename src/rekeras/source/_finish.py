"""Brings the imports of a migrated file up to date: rewritten, added where needed, gone where unused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

from rekeras.source._file import KNOWN, SourceFile
from rekeras.source._imports import ended_like, migrated_import, migrated_import_from
from rekeras.source._inserting import first_place, with_imports
from rekeras.source._missing import why_missing
from rekeras.source._names import canonical, is_public
from rekeras.source._statements import without_empty
from rekeras.source._usage import Usage
from rekeras.source.result import CodeChange, CodeFinding

Importing = TypeVar("Importing", cst.Import, cst.ImportFrom)


def finished(file: SourceFile, walked: cst.Module) -> tuple[cst.Module, list[CodeChange], list[CodeFinding]]:
    """The module with its imports in order, what was changed in them, and which of them Keras 3 does not have."""
    rewriting = _Rewriting(file)
    place = first_place(walked)
    module = walked.visit(rewriting)
    usage = Usage(cst.parse_module(module.code))
    pruning = _Pruning(file, usage, rewriting.lines)
    needed = {name: local for name, local in file.needed.items() if local in usage.unbound}
    module = with_imports(usage.module, place, needed).visit(pruning)
    return module, [*rewriting.changes, *pruning.changes], pruning.findings


class _Rewriting(cst.CSTTransformer):
    """Rewrites every import statement.

    Attributes:
        lines: Where each import statement of the result stood, by its code.
    """

    def __init__(self, file: SourceFile) -> None:
        super().__init__()
        self._file = file
        self.changes: list[CodeChange] = []
        self.lines: dict[str, int] = {}

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        if len(original_node.body) != 1 or not isinstance(original_node.body[0], cst.Import | cst.ImportFrom):
            return updated_node
        new = self._rewritten(original_node.body[0])
        first = updated_node.with_changes(body=[new[0]])
        return cst.FlattenSentinel([first, *(cst.SimpleStatementLine([each]) for each in new[1:])])

    def _rewritten(self, node: cst.Import | cst.ImportFrom) -> Sequence[cst.BaseSmallStatement]:
        function = migrated_import if isinstance(node, cst.Import) else migrated_import_from
        new = function(self._file, node)  # type: ignore[arg-type] # each takes its own
        line = self._file.line_of(node)
        self.lines = {**dict.fromkeys(map(_code, new), line), **self.lines}
        if list(new) != [node]:
            self.changes.append(CodeChange(line, "imports", _code(node), "; ".join(map(_code, new))))
        return new


class _Pruning(cst.CSTTransformer):
    """Takes out imports that nothing uses any more, and finds those that Keras 3 does not have."""

    def __init__(self, file: SourceFile, usage: Usage, lines: dict[str, int]) -> None:
        super().__init__()
        self._file, self._usage, self._lines = file, usage, lines
        self.changes: list[CodeChange] = []
        self.findings: list[CodeFinding] = []

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import | cst.RemovalSentinel:
        kept = [alias for alias in original_node.names if not self._goes(original_node, alias, alias.evaluated_name)]
        return self._with(original_node, updated_node, kept)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | cst.RemovalSentinel:
        if original_node.module is None or original_node.relative or isinstance(original_node.names, cst.ImportStar):
            return updated_node
        module = cst.helpers.get_full_name_for_node_or_raise(original_node.module)
        names = original_node.names
        kept = [each for each in names if not self._goes(original_node, each, f"{module}.{each.evaluated_name}")]
        return self._with(original_node, updated_node, kept)

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        return without_empty(updated_node)

    def leave_IndentedBlock(
        self,
        original_node: cst.IndentedBlock,
        updated_node: cst.IndentedBlock,
    ) -> cst.IndentedBlock:
        return without_empty(updated_node)

    def leave_Try(
        self, original_node: cst.Try, updated_node: cst.Try
    ) -> cst.Try | cst.RemovalSentinel | cst.FlattenSentinel[cst.BaseStatement]:
        """A choice between imports goes as a whole where none is left, and is none where all are the same."""
        blocks = [original_node.body, *(handler.body for handler in original_node.handlers)]
        left = [updated_node.body, *(handler.body for handler in updated_node.handlers)]
        only_imports = all(map(_holds_imports_only, blocks)) and not (original_node.orelse or original_node.finalbody)
        if not only_imports:
            return updated_node
        if not any(block.body for block in left):
            return cst.RemoveFromParent()
        first = left[0]
        if len({_code(block) for block in left}) > 1 or not isinstance(first, cst.IndentedBlock):
            return updated_node
        body = [*first.body]
        body[0] = body[0].with_changes(leading_lines=[*updated_node.leading_lines, *body[0].leading_lines])  # type: ignore[attr-defined] # imports have lines
        return cst.FlattenSentinel(body)

    def _with(
        self, original: Importing, updated: Importing, kept: list[cst.ImportAlias]
    ) -> Importing | cst.RemovalSentinel:
        assert not isinstance(original.names, cst.ImportStar)  # noqa: S101 - stars stay
        if len(kept) == len(original.names):
            return updated
        gone = ", ".join(each.evaluated_name for each in original.names if each not in kept)
        self.changes.append(CodeChange(self._line(original), "unused_imports", _code(original), f"without {gone}"))
        return updated.with_changes(names=ended_like(kept, original)) if kept else cst.RemoveFromParent()

    def _goes(self, statement: cst.Import | cst.ImportFrom, alias: cst.ImportAlias, name: str) -> bool:
        meaning = canonical(name)
        local = alias.evaluated_alias or alias.evaluated_name.split(".")[0]
        if meaning.split(".")[0] not in KNOWN:
            return False
        is_there = meaning.startswith("keras") and is_public(meaning)
        if self._usage.uses(local):
            if meaning.startswith("keras") and not is_there:
                self.findings.append(CodeFinding(self._line(statement), _code(statement), *why_missing(meaning)))
            return False
        return not is_there or local in self._file.used_imports

    def _line(self, statement: cst.Import | cst.ImportFrom) -> int:
        return self._lines.get(_code(statement), 1)


def _holds_imports_only(block: cst.BaseSuite) -> bool:
    return all(
        isinstance(statement, cst.SimpleStatementLine)
        and all(isinstance(each, cst.Import | cst.ImportFrom | cst.Pass) for each in statement.body)
        for statement in block.body
    )


def _code(node: cst.CSTNode) -> str:
    return " ".join(cst.Module([]).code_for_node(node).split())
