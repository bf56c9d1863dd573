"""Parts that several views have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rekeras.blocks import Block, Cell, Line, Style, table
from rekeras.records import Change, CheckResult, Finding, Outcome, Safety, Severity

SAFETY = {
    Safety.LOSSLESS: Style.GOOD,
    Safety.EXACT: Style.GOOD,
    Safety.LOSSY: Style.WARNING,
    Safety.MANUAL: Style.WARNING,
}
OUTCOME = {Outcome.PASSED: Style.GOOD, Outcome.FAILED: Style.BAD, Outcome.SKIPPED: Style.FAINT}
HEADINGS = {
    Severity.REFUSAL: ("Cannot be converted while this stands", Style.BAD),
    Severity.ATTENTION: ("Needs a person", Style.WARNING),
    Severity.NOTE: ("Good to know", Style.FAINT),
}


def count(number: int, noun: str) -> str:
    """``1 layer``, ``2 layers``, with thousands apart."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def some(names: Sequence[str], shown: int = 3) -> str:
    """The first names of a list, and how many more there are."""
    unique = list(dict.fromkeys(names))
    more = len(unique) - shown
    return ", ".join(unique[:shown]) + (f" and {more:,} more" if more > 0 else "")


def changes(all_changes: Iterable[Change]) -> Iterator[Block]:
    """A table of what the rules did: one row for each thing that was done, however many layers it was done to."""
    grouped: dict[tuple[str, str, Safety], list[str]] = {}
    for change in all_changes:
        grouped.setdefault((change.rule, change.what, change.safety), []).append(change.where)
    rows = [(rule, Cell(safety.value, SAFETY[safety]), some(where)) for (rule, _what, safety), where in grouped.items()]
    if rows:
        yield table(("rule", "keeps", "layers"), rows, below=[what for _rule, what, _safety in grouped])


def findings(all_findings: Sequence[Finding]) -> Iterator[Block]:
    """The findings, gravest first; one line for each thing found, however many places it was found in."""
    for severity, (heading, style) in HEADINGS.items():
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for finding in all_findings:
            if finding.severity is severity:
                grouped.setdefault((finding.found, finding.expected, finding.advice), []).append(finding.where)
        if not grouped:
            continue
        yield Line()
        yield Line(heading, style)
        for (found, expected, advice), where in grouped.items():
            one = Finding("", severity, some([place for place in where if place]), found, expected, advice)
            yield Line(f"  - {one.sentence()}")


def checks(results: Sequence[CheckResult]) -> Iterator[Block]:
    """A table of checks."""
    rows = [
        (Cell(result.outcome.value, OUTCOME[result.outcome]), result.check, result.backend, result.detail)
        for result in results
    ]
    yield table(("", "check", "backend", "detail"), rows)
