"""Writes docs/reference/conformance.md from the results of the matrix.

Run from the project's folder: python -m scripts.make_conformance [--check]. With --check it writes nothing and fails
where the page is not what the results say. Nothing is run for it: `make matrix` does that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

from scripts.conformance import BACKENDS, CELLS, RESULTS, VERSIONS, Entry, load

PAGE = RESULTS.with_suffix(".md")
HEAD = f"""# Conformance

<!-- Written by `make matrix` and `make docs`; do not edit. -->

Every file of the [zoo](../../zoo/README.md) was made by the genuine framework that its column names, which also
recorded what the model computes. Each was converted, loaded in Keras 3 with `safe_mode=True` and no custom objects,
called on the recorded inputs, and compared, in {len(VERSIONS)} versions of Keras 3 on {len(BACKENDS)} backends.

- **agrees**: in all of them, every output is within 1e-5 of the recording, relative to the largest value of that output
  (more where the model computes in half precision).
- **agrees in 15 of 18**: so in these; in the others Keras itself is off or too old for such a model, and the report of
  the conversion says so. [Why](#limits-of-keras)
- **refused**: nothing is written, for the reasons named.
- **differs**: somewhere it is another number or an error, and the report says nothing of it: a mistake of rekeras.
- **not run**: nobody has looked yet.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    page = "\n".join(lines_of(load())) + "\n"
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print(f"{PAGE.name} is not what the results say; run: make docs")
    return 1


def lines_of(entries: Mapping[str, Entry]) -> Iterator[str]:
    """The page."""
    yield HEAD
    refused = sum(entry.outcome == "refused" for entry in entries.values())
    differ = sum(bool(entry.problems) for entry in entries.values())
    waiting = sum(bool(entry.not_run) for entry in entries.values())
    yield f"{len(entries)} files: {len(entries) - refused} convert, {refused} are refused, {differ} differ somewhere;"
    yield f"{waiting} have not run everywhere yet.\n"
    yield from _versions(entries)
    yield from _models(entries)
    yield from _list("Limits of Keras", [(where, entry.limits) for where, entry in entries.items()])
    yield from _list("Differences", [(where, entry.problems) for where, entry in entries.items()])


def _versions(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield "## Versions of Keras 3\n\nFiles that load and agree, of those that convert and have run.\n"
    yield f"| Keras | {' | '.join(BACKENDS)} |\n|---|{'---|' * len(BACKENDS)}"
    converted = [entry for entry in entries.values() if entry.outcome == "agrees"]
    for version in VERSIONS:
        shown = []
        for cell in (f"{version}/{backend}" for backend in BACKENDS):
            ran = [entry for entry in converted if cell not in entry.not_run]
            shown.append(f"{sum(entry.agrees_in(cell) for entry in ran)} of {len(ran)}" if ran else "not run")
        yield f"| {version} | {' | '.join(shown)} |"


def _models(entries: Mapping[str, Entry]) -> Iterator[str]:
    eras = sorted({_era(name) for name in entries}, key=_by_version)
    models = {name: name.rpartition("/")[2].partition(".")[0] for name in entries}
    yield f"\n## Models\n\n| model | {' | '.join(eras)} |\n|---|{'---|' * len(eras)}"
    for model in sorted(set(models.values())):
        found = [(_era(name), entry) for name, entry in entries.items() if models[name] == model]
        shown = [_outcome([entry for of, entry in found if of == era]) for era in eras]
        yield f"| {model} | {' | '.join(shown)} |"


def _era(name: str) -> str:
    """The framework that wrote a file: the last part of the archive that it stands in."""
    return name.split("/")[-2]


def _by_version(era: str) -> tuple[str, list[int], str]:
    """Sorts tf-2.6 before tf-2.10."""
    framework, _, version = era.partition("-")
    number, _, backend = version.partition("-")
    return framework, [int(part) for part in number.split(".")], backend


def _outcome(found: list[Entry]) -> str:
    """What became of some files together."""
    converted = [entry for entry in found if entry.outcome == "agrees"]
    codes = sorted({code for entry in found for code in entry.codes})
    parts = []
    if any(entry.problems for entry in converted):
        parts.append("**differs**")
    elif converted:
        parts.append(_agreement(converted))
    if codes:
        parts.append(f"{'some ' if converted else ''}refused: {', '.join(codes)}")
    return "; ".join(parts)


def _agreement(converted: list[Entry]) -> str:
    ran = [cell for cell in CELLS if not any(cell in entry.not_run for entry in converted)]
    agree = [cell for cell in ran if all(entry.agrees_in(cell) for entry in converted)]
    if not ran:
        return "not run"
    return "agrees" if len(agree) == len(CELLS) else f"agrees in {len(agree)} of {len(ran)}"


def _list(title: str, found: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """Every reason once, with the cells and the files it concerns."""
    cells: dict[str, set[str]] = {}
    files: dict[str, set[str]] = {}
    for name, reasons in found:
        for cell, text in reasons.items():
            cells.setdefault(text, set()).add(cell)
            files.setdefault(text, set()).add(name.rpartition("/")[2])
    if not cells:
        return
    yield f"\n## {title}\n"
    for text in sorted(cells):
        names = sorted(files[text])
        more = f" and {len(names) - 6} more" if len(names) > 6 else ""
        yield f"- {text} ({_short(cells[text])}): {', '.join(names[:6])}{more}"


def _short(cells: set[str]) -> str:
    """Cells by backend: ``torch 3.0.5 3.3.3; jax 3.0.5``; just the versions where it is all backends."""
    versions = {backend: [v for v in VERSIONS if f"{v}/{backend}" in cells] for backend in BACKENDS}
    if len({tuple(found) for found in versions.values()}) == 1:
        return ", ".join(versions[BACKENDS[0]])
    return "; ".join(f"{backend} {', '.join(found)}" for backend, found in versions.items() if found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
