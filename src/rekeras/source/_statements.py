"""Bodies of statements from which some are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

Block = TypeVar("Block", cst.Module, cst.IndentedBlock)


def without_empty(block: Block) -> Block:
    """The block without statements that have nothing left; their comments go to what follows."""
    body: list[cst.BaseStatement] = [*block.body]
    found: tuple[list[cst.BaseStatement], list[cst.EmptyLine]] = _without(body)
    return block.with_changes(body=found[0], footer=[*found[1], *block.footer])


def _without(body: Sequence[cst.BaseStatement]) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    kept: list[cst.BaseStatement] = []
    carried: list[cst.EmptyLine] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine) and not statement.body:
            carried += [line for line in statement.leading_lines if line.comment]
            continue
        if carried and hasattr(statement, "leading_lines"):
            above = [*carried, *statement.leading_lines]
            kept.append(statement.with_changes(leading_lines=above))
            carried = []
        else:
            kept.append(statement)
    return kept, carried
