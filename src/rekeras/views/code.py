"""What migrating source code did, and what it left for a person."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rekeras.blocks import Block, Line, Style, table
from rekeras.source.result import CodeChange, CodeFinding, CodeReport, MigratedCode
from rekeras.views._parts import count
from rekeras.views._plain import plain

SHOWN = 3
"""Places whose code is shown; of more the lines."""


def content(report: CodeReport) -> dict[str, Any]:
    """The record, with a diff of each file in the place of its texts."""
    files = [
        {
            "name": each.name,
            "changed": each.changed,
            "changes": plain(each.changes),
            "findings": plain(each.findings),
            "diff": diff(each),
        }
        for each in report.files
    ]
    return {
        "files": files,
        "unreadable": plain(report.unreadable),
        "written": report.written,
        "looked_at": report.looked_at,
    }


def blocks(report: CodeReport) -> Iterator[Block]:
    """The report as people read it: what stays for a person, file by file, then the totals."""
    for file in report.files:
        yield Line(file.name, Style.TITLE)
        yield from _changes(file)
        yield from _findings(file)
        yield Line()
    for sentence in report.unreadable:
        yield Line(f"Not read: {sentence}", Style.BAD)
    yield from _totals(report)


def diff(code: MigratedCode) -> str:
    """The change as ``patch`` takes it; of notebooks the code cells' text is in JSON, as in the file."""
    before, after = (text.splitlines(keepends=True) for text in (code.before, code.after))
    name = code.name.lstrip("/")
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _changes(file: MigratedCode) -> Iterator[Block]:
    units = Counter(change.unit for change in file.changes)
    if units:
        rows = [(unit, str(number), _example(file, unit)) for unit, number in units.most_common()]
        yield table(("what", "places", "for example"), rows, right=(1,))


def _example(file: MigratedCode, unit: str) -> str:
    change = min((each for each in file.changes if each.unit == unit), key=lambda each: len(each.before + each.after))
    return f"{change.before} -> {change.after or '(removed)'}"


def _findings(file: MigratedCode) -> Iterator[Block]:
    """One paragraph for each reason, with all the places that it concerns."""
    grouped: dict[tuple[str, str], list[CodeFinding]] = {}
    for finding in file.findings:
        grouped.setdefault((finding.reason, finding.advice), []).append(finding)
    for (reason, advice), alike in grouped.items():
        for finding in alike[:SHOWN]:
            yield Line(f"  {_place(finding)}: {finding.what}", Style.WARNING)
        if len(alike) > SHOWN:
            yield Line(f"  and in {', '.join(map(_place, alike[SHOWN:]))}", Style.WARNING)
        yield Line(f"      {_sentence(reason)} {_sentence(advice)}".rstrip())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _place(place: CodeChange | CodeFinding) -> str:
    return f"cell {place.cell}, line {place.line}" if place.cell else f"line {place.line}"


def _totals(report: CodeReport) -> Iterator[Block]:
    changed = [file for file in report.files if file.changed]
    places = sum(len(file.changes) for file in changed)
    findings = sum(len(file.findings) for file in report.files)
    done = "rewritten" if report.written else "would change"
    yield Line(
        f"{count(report.looked_at, 'file')} looked at, {len(changed):,} {done} in {count(places, 'place')}; "
        f"{count(findings, 'place')} left for a person.",
        Style.WARNING if findings or report.unreadable else Style.GOOD,
    )
    if changed and not report.written:
        yield Line("Nothing was written. See the changes with --diff, make them with --write.", Style.FAINT)
