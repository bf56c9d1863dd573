"""What Keras 3 would say of a file, or silently compute differently, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekeras.blocks import Block, Line, Style
from rekeras.records import Report
from rekeras.upgrade import rules
from rekeras.views import _parts as parts
from rekeras.views._plain import plain


def content(report: Report) -> dict[str, Any]:
    """The record with its verdict."""
    return {**plain(report), "refused": report.refused, "needs_a_person": report.needs_a_person}


def blocks(report: Report) -> Iterator[Block]:
    """The check as people read it."""
    yield Line(f"{report.source}", Style.TITLE)
    if report.source_format:
        yield Line(report.source_format)
    if report.changes:
        yield Line()
        yield Line("What Keras 3 would say or silently do, and rekeras takes care of:")
        yield from parts.changes(report.changes, _errors())
    yield from parts.findings(report.findings)
    yield Line()
    yield _verdict(report)


def _errors() -> dict[str, str]:
    """An error that people see because of each rule; of several, the first stands for all."""
    return {rule.name: rule.symptoms[0] for rule in rules() if rule.symptoms}


def _verdict(report: Report) -> Line:
    if report.refused:
        return Line("Verdict: cannot be converted yet.", Style.BAD)
    if report.needs_a_person:
        return Line("Verdict: can be converted; then something needs a person.", Style.WARNING)
    if report.changes:
        return Line("Verdict: can be converted.", Style.GOOD)
    return Line("Verdict: nothing found.", Style.GOOD)
