"""Bodies of statements from which some are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

import libcst as cst

Statement = TypeVar("Statement", bound=cst.BaseStatement | cst.BaseSmallStatement)


def without(body: Sequence[Statement]) -> list[Statement]:
    """The statements that have something left, the comments above the others going to the next one."""
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
    return kept
