"""Bodies of statements from which some are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

import libcst as cst

Statement = TypeVar("Statement", bound=cst.BaseStatement)
Block = TypeVar("Block", cst.Module, cst.IndentedBlock)


def without_empty(block: Block) -> Block:
    """The block without statements that have nothing left; their comments go to what follows."""
    kept, comments = _without(cast("Sequence[cst.BaseStatement]", block.body))
    return block.with_changes(body=kept, footer=[*comments, *block.footer])


def _without(body: Sequence[Statement]) -> tuple[list[Statement], list[cst.EmptyLine]]:
    kept: list[Statement] = []
    carried: list[cst.EmptyLine] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine) and not statement.body:
            carried += [line for line in statement.leading_lines if line.comment]
            continue
        if carried and hasattr(statement, "leading_lines"):
            above = [*carried, *statement.leading_lines]
            kept.append(cast("Statement", statement.with_changes(leading_lines=above)))
            carried = []
        else:
            kept.append(statement)
    return kept, carried
