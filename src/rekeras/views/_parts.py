"""Parts that several views have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

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


def changes(all_changes: Iterable[Change], errors: Mapping[str, str] | None = None) -> Iterator[Block]:
    """A table of what the rules did: one row for each thing that was done, however many layers it was done to.

    Args:
        all_changes: What they did.
        errors: What people see because of a rule, by its name.
    """
    grouped: dict[tuple[str, str, Safety], list[str]] = {}
    for change in all_changes:
        grouped.setdefault((change.rule, change.what, change.safety), []).append(change.where)
    rows = [(rule, Cell(safety.value, SAFETY[safety]), some(where)) for (rule, _what, safety), where in grouped.items()]
    if rows:
        yield table(
            ("rule", "keeps", "layers"),
            rows,
            below=[_below(what, (errors or {}).get(rule, "")) for rule, what, _safety in grouped],
        )


def _below(what: str, error: str) -> str:
    return f"{what}\nSeen as, for example: {error}" if error else what


def findings(all_findings: Sequence[Finding]) -> Iterator[Block]:
    """The findings, gravest first, under headings."""
    for severity, (heading, style) in HEADINGS.items():
        if lines := reasons([finding for finding in all_findings if finding.severity is severity]):
            yield from (Line(), Line(heading, style), *lines)


def reasons(some_findings: Sequence[Finding]) -> list[Line]:
    """One line for each thing found, however many places it was found in; advice once for all that it helps."""
    by_advice: dict[str, dict[Finding, list[str]]] = {}
    for finding in some_findings:
        alike = by_advice.setdefault(finding.advice, {})
        alike.setdefault(replace(finding, where="", advice=""), []).append(finding.where)
    lines = []
    for advice, alike in by_advice.items():
        for finding, where in alike.items():
            here = replace(finding, where=some([place for place in where if place]))
            lines.append(Line(f"  - {here.sentence()}"))
        if advice:
            lines.append(Line(f"    {advice}", Style.FAINT))
    return lines


def checks(results: Sequence[CheckResult]) -> Iterator[Block]:
    """A table of checks."""
    rows = [
        (Cell(result.outcome.value, OUTCOME[result.outcome]), result.check, result.backend, result.detail)
        for result in results
    ]
    yield table(("", "check", "backend", "detail"), rows)
