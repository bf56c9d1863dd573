"""What a verification found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rekeras.blocks import Block, Line, Style
from rekeras.records import CheckResult, Outcome
from rekeras.views import _parts as parts
from rekeras.views._plain import plain


def content(results: Sequence[CheckResult]) -> dict[str, Any]:
    """The results with their verdict."""
    return {"checks": plain(results), "failed": _failed(results)}


def blocks(results: Sequence[CheckResult]) -> Iterator[Block]:
    """The checks as people read them."""
    yield from parts.checks(results)
    yield Line()
    skipped = sum(result.outcome is Outcome.SKIPPED for result in results)
    if failed := _failed(results):
        yield Line(f"Not the same model: {parts.count(failed, 'check')} failed.", Style.BAD)
    elif skipped:
        yield Line(f"Nothing failed; {parts.count(skipped, 'check')} skipped.", Style.WARNING)
    else:
        yield Line(f"The same model: {parts.count(len(results), 'check')} passed.", Style.GOOD)


def _failed(results: Sequence[CheckResult]) -> int:
    return sum(result.outcome is Outcome.FAILED for result in results)
