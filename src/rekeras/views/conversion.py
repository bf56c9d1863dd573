"""What a conversion did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekeras.blocks import Block, Line, Style
from rekeras.records import Report
from rekeras.views import _parts as parts
from rekeras.views._plain import plain


def content(report: Report) -> dict[str, Any]:
    """The record with its totals and its verdict."""
    return {
        **plain(report),
        "tensor_totals": report.tensor_totals(),
        "refused": report.refused,
        "needs_a_person": report.needs_a_person,
    }


def blocks(report: Report) -> Iterator[Block]:
    """The report as people read it."""
    if report.refused:
        yield Line(f"{report.source}: cannot be converted, nothing was written", Style.TITLE)
        yield from parts.findings(report.findings)
        return
    yield Line(f"{report.source} -> {', '.join(map(str, (report.target, *report.beside)))}", Style.TITLE)
    yield Line(f"{report.source_format} -> {report.target_format or f'Keras {report.oldest_keras} or newer'}")
    if report.changes:
        yield Line()
        yield from parts.changes(report.changes)
    yield from parts.findings(report.findings)
    yield Line()
    yield from _totals(report)
    if report.checks:
        yield Line()
        yield from parts.checks(report.checks)


def _totals(report: Report) -> Iterator[Block]:
    totals = report.tensor_totals()
    created = f"; {len(report.created)} created" if report.created else ""
    yield Line(
        f"Tensors      {sum(totals.values()):,} in the source: {totals['kept']:,} kept bit for bit, "
        f"{totals['changed']:,} changed by rule, {totals['dropped']:,} dropped{created}"
    )
    dropped: dict[str, list[str]] = {}
    for fate in report.tensors:
        if fate.fate == "dropped":
            dropped.setdefault(fate.reason, []).append(fate.source)
    for reason, names in dropped.items():
        yield Line(f"             dropped: {parts.some(names)}: {reason}", Style.FAINT)
    keys = report.config_keys
    yield Line(
        f"Config keys  {sum(keys.values()):,} in the source: {keys.get('kept', 0):,} kept, "
        f"{keys.get('changed', 0):,} changed by rule, {keys.get('dropped', 0):,} dropped by rule"
    )
