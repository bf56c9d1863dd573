"""Writes docs/reference/layers.md: what becomes of every class and activation that any version of Keras exported.

Run from the project's folder: python -m scripts.make_layers_page [--check]. It reads every file of the zoo: a minute.
With --check it writes nothing and fails where the page is not what the files say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from scripts.layer_cells import Cell, cells, exported
from tests import zoo

PAGE = zoo.ROOT / "docs" / "reference" / "layers.md"
HEAD = """# Layers and activations, version by version

<!-- Written by scripts/make_layers_page.py; do not edit. -->

Every class of layer and every activation that a version exported, listed by the versions themselves
([zoo/exported](../../zoo/exported)). A cell says what converting keeps of it:

- *lossless*: not a number and not an argument changes;
- *exact*: the same function, in other words or folded into the weights;
- *lossy*: the model computes the same; something that matters for training only is lost, and the report says what;
- *refused*: it is refused by name, for this reason; *some refused*: some arguments of it are
  ([limits](../limits.md), [refused layers](refused-layers.md));
- *never saved*: no file can hold it, as its own version cannot save or run it;
- `-`: this version does not export it.

A cell is read off genuine files of that version ([zoo](../../zoo/README.md)), of which every one that converts computes
in Keras 3 what its own version recorded. Where no file can show it, a footnote says why.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    text = "\n".join(lines()) + "\n"
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print(f"{PAGE.name} is not what the zoo's files say; run: python -m scripts.make_layers_page")
        return 1
    return 0


def lines() -> Iterator[str]:
    """The page."""
    layers, activations = cells()
    notes: dict[str, int] = {}
    yield HEAD
    yield "## Layers\n"
    yield from _table("layer", layers, notes)
    yield "\n## Activations\n"
    yield from _table("activation", activations, notes)
    yield "\n## Footnotes\n"
    for why, number in notes.items():
        yield f"{number}. {why}"


def _table(what: str, found: Mapping[tuple[str, str], Cell], notes: dict[str, int]) -> Iterator[str]:
    eras = tuple(exported())
    yield f"| {what} | {' | '.join(eras)} |\n|---|{'---|' * len(eras)}"
    for name in sorted({name for _era, name in found}):
        texts = [_text(found.get((era, name)), notes) for era in eras]
        yield f"| {name} | {' | '.join(texts)} |"


def _text(cell: Cell | None, notes: dict[str, int]) -> str:
    if cell is None:
        return "-"
    if not cell.why:
        return cell.text
    number = notes.setdefault(cell.why, len(notes) + 1)
    return f"{cell.text} ({number})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
