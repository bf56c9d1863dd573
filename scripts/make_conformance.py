"""Writes docs/reference/conformance.md from the results of the matrix.

Run from the project's folder: python -m scripts.make_conformance [--check]. With --check it writes nothing and fails
where the page is not what the results say, or where zoo and results differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

from rekeras.keras3.catalog import catalog
from scripts.conformance import BACKENDS, RESULTS, VERSIONS, Entry, load
from tests import zoo

PAGE = RESULTS.with_suffix(".md")
NOT_LAYERS = {"Policy", "NumericColumn", "RadialConstraint"}
HEAD = """# Conformance

<!-- Written by `make matrix` and `make docs`; do not edit. -->

Every file of the [zoo](../../zoo/README.md) was made by the genuine framework that its column names, which also
recorded what the model computes. Each was converted, loaded in Keras 3 with `safe_mode=True` and no custom objects,
called on the recorded inputs, and compared: *agrees* means that every output is within 1e-5 of the recording, relative
to the largest value of that output (more where the model computes in half precision), on JAX, PyTorch and TensorFlow,
in every version of Keras 3 below. The number is the worst difference of all. A file that cannot agree is refused, with
its reasons.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    entries = load()
    page = "\n".join(lines_of(entries)) + "\n"
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    problems = list(_stale(entries, page))
    print("\n".join(problems))
    return 1 if problems else 0


def _stale(entries: Mapping[str, Entry], page: str) -> Iterator[str]:
    members = {member.id: member for member in zoo.members()}
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        yield f"{PAGE.name} is not what the results say; run: make docs"
    if names := sorted(members.keys() ^ entries.keys()):
        yield f"zoo and results differ in {len(names)} files, such as {names[0]}; run: make matrix"
    for name in members.keys() & entries.keys():
        if members[name].refused != set(entries[name].codes):
            yield f"{name}: expected {sorted(members[name].refused)}, the results say {entries[name].codes}"


def lines_of(entries: Mapping[str, Entry]) -> Iterator[str]:
    """The page."""
    yield HEAD
    agree = sum(entry.outcome == "agrees" and not entry.problems for entry in entries.values())
    refused = sum(entry.outcome == "refused" for entry in entries.values())
    yield f"{len(entries)} files of {len(zoo.eras())} frameworks: {agree} agree, {refused} are refused, "
    yield f"{len(entries) - agree - refused} differ somewhere.\n"
    yield from _versions(entries)
    yield from _table("Layers", "layer", entries, _classes())
    yield from _table("Models", "model", entries, _models())
    yield from _list("Limits of Keras", [(where, entry.limits) for where, entry in entries.items()])
    yield from _list("Differences", [(where, entry.problems) for where, entry in entries.items()])


def _versions(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield "## Versions of Keras 3\n\nFiles that load and agree, of those that convert.\n"
    yield f"| Keras | {' | '.join(BACKENDS)} |\n|---|{'---|' * len(BACKENDS)}"
    converted = [entry for entry in entries.values() if entry.outcome == "agrees"]
    for version in VERSIONS:
        cells = []
        for backend in BACKENDS:
            where = f"{version}/{backend}"
            limited = sum(where in entry.limits for entry in converted)
            wrong = sum(where in entry.problems for entry in converted)
            cells.append(f"{len(converted) - limited - wrong} of {len(converted)}")
        yield f"| {version} | {' | '.join(cells)} |"


def _table(title: str, what: str, entries: Mapping[str, Entry], rows: Mapping[str, set[str]]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield f"| {what} | {' | '.join(zoo.eras())} |\n|---|{'---|' * len(zoo.eras())}"
    for name, members in sorted(rows.items()):
        cells = [
            _cell([entries[one] for one in members if one in entries and one.startswith(f"{era}/")])
            for era in zoo.eras()
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def _cell(entries: Iterable[Entry]) -> str:
    found = list(entries)
    agree = [entry for entry in found if entry.outcome == "agrees" and not entry.problems]
    parts = [f"agrees ({max(entry.worst for entry in agree):.0e})"] if agree else []
    if codes := sorted({code for entry in found for code in entry.codes}):
        parts.append(f"refused: {', '.join(codes)}" if not agree else f"some refused: {', '.join(codes)}")
    if any(entry.problems for entry in found):
        parts.append("differs")
    return "; ".join(parts)


def _classes() -> dict[str, set[str]]:
    known = catalog()
    others = {*known.initializers, *known.regularizers, *known.constraints, *known.dtype_policies, *NOT_LAYERS}
    rows: dict[str, set[str]] = {}
    for member in zoo.members():
        for name in set(member.classes) - others:
            rows.setdefault(name, set()).add(member.id)
    return rows


def _models() -> dict[str, set[str]]:
    rows: dict[str, set[str]] = {}
    for member in zoo.members():
        rows.setdefault(member.model, set()).add(member.id)
    return rows


def _list(title: str, found: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    by_reason: dict[str, set[str]] = {}
    for name, reasons in found:
        for where, text in reasons.items():
            by_reason.setdefault(f"{text} ({where})", set()).add(name)
    if not by_reason:
        return
    yield f"\n## {title}\n"
    for reason, names in sorted(by_reason.items()):
        shown = ", ".join(sorted(names)[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
        yield f"- {reason}: {shown}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
