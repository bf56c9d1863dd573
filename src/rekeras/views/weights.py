"""What putting weights into an architecture did; where they do not fit, both sides next to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rekeras.blocks import Block, Cell, Line, Style, table
from rekeras.fitting.report import Fate, LayerFate, Shape, WeightsReport
from rekeras.pairing.slots import show_shape
from rekeras.records import Finding
from rekeras.views import _parts as parts
from rekeras.views._plain import plain

LOOKS = {
    Fate.PUT: ("=", Style.FAINT),
    Fate.DIFFERS: ("!", Style.BAD),
    Fate.MISSING: ("-", Style.WARNING),
    Fate.LEFT: ("+", Style.WARNING),
}
MATCHED = {
    "names": "Layers were told by their names.",
    "order": "Layers were told by their order.",
    "places": "Layers were told by their places in the file.",
}
OF_ROWS = frozenset({"weights_disagree", "weights_missing", "weights_without_layer"})
"""Findings that the table says already."""
SHOWN = 4
"""How many variables of a layer are shown."""
CONTEXT = 2
"""How many rows that fit are shown before and after one that does not."""
LONGEST = 8
"""How many rows of one fate are shown one after the other, where they do not fit."""
LEAST = 2
"""Fewer rows are shown than counted."""


def content(report: WeightsReport) -> dict[str, Any]:
    """The record with its totals and its verdict."""
    return {
        **plain(report),
        "totals": report.totals(),
        "untouched": list(report.untouched),
        "refused": report.refused,
        "needs_a_person": report.needs_a_person,
    }


def blocks(report: WeightsReport) -> Iterator[Block]:
    """The report as people read it."""
    yield from _head(report)
    if any(layer.fate is not Fate.PUT for layer in report.layers):
        yield Line()
        yield from _side_by_side(report.layers)
    if report.causes:
        yield from (Line(), Line("Likely causes", Style.WARNING), *parts.reasons(report.causes))
    if report.changes and not report.refused:
        yield Line()
        yield from parts.changes(report.changes)
    yield from parts.findings([finding for finding in report.findings if not _in_table(finding, report)])
    yield Line()
    yield from _totals(report)


def _head(report: WeightsReport) -> Iterator[Block]:
    if report.refused:
        yield Line(f"{report.source}: does not fit {report.architecture}, nothing was written", Style.TITLE)
    elif report.target is None:
        yield Line(f"{report.source} fits {report.architecture}; nothing was written, as no -o was given", Style.TITLE)
    else:
        yield Line(f"{report.source} into {report.architecture} -> {report.target}", Style.TITLE)
    yield Line(report.source_format)
    if not report.refused:
        yield Line(MATCHED[report.matched_by])


def _in_table(finding: Finding, report: WeightsReport) -> bool:
    return finding.code in OF_ROWS and any(layer.fate is not Fate.PUT for layer in report.layers)


def _side_by_side(layers: Sequence[LayerFate]) -> Iterator[Block]:
    """Layers that do not fit with a few around them, those of one fate that follow each other cut short."""
    rows: list[tuple[Cell | str, ...]] = []
    start = 0
    for fate, group in groupby(layers, lambda layer: layer.fate):
        run = list(group)
        first = CONTEXT if start else 0
        last = CONTEXT if start + len(run) < len(layers) else 0
        if fate is not Fate.PUT:
            first, last = LONGEST - CONTEXT, CONTEXT
        hidden = run[first : len(run) - last]
        if len(hidden) < LEAST:
            first, last, hidden = len(run), 0, []
        rows += [_row(layer) for layer in run[:first]]
        if hidden:
            sign, style = LOOKS[fate]
            counted = parts.count(len(hidden), "layer")
            more = f"({counted} that fit)" if fate is Fate.PUT else f"({counted} more like these)"
            rows.append((Cell(sign, style), Cell(more, Style.FAINT), "", ""))
        rows += [_row(layer) for layer in run[len(run) - last :]]
        start += len(run)
    yield table(("", "layer", "the architecture wants", "the file has"), rows)


def _row(layer: LayerFate) -> tuple[Cell | str, ...]:
    sign, style = LOOKS[layer.fate]
    name = f"{layer.where} {layer.class_name}" if layer.where else ""
    wanted = _shapes(layer.variables) if layer.where else "nothing"
    found = _shapes(layer.tensors) if layer.tensors else "nothing"
    if layer.source and layer.source != layer.where:
        found = f"{layer.source}: {found}"
    return Cell(sign, style), Cell(name, style), Cell(wanted, style), Cell(found, style)


def _shapes(variables: Sequence[tuple[str, Shape]]) -> str:
    """Names without what all have in common, and shapes; one shape for all of the same one after the other."""
    shown = []
    for shape, group in groupby(variables[:SHOWN], lambda variable: variable[1]):
        names = [name.rpartition("/")[2].partition(":")[0] for name, _shape in group]
        shown.append(f"{', '.join(names)} {show_shape(shape)}")
    more = len(variables) - SHOWN
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _totals(report: WeightsReport) -> Iterator[Block]:
    totals = report.totals()
    untouched = totals["differs"] + totals["missing"]
    line = f"Layers   {totals['put'] + untouched:,} with variables: {totals['put']:,} "
    if report.refused:
        line += f"fit, {untouched:,} do not" if untouched else "fit"
    else:
        line += "got the weights of the file" if report.target else "fit"
        values = next((layer.values_from for layer in report.layers if layer.values_from), "")
        line += f", {untouched:,} keep the values of {values}" if untouched else ""
    yield Line(line)
    if totals["left"]:
        yield Line(f"         {parts.count(totals['left'], 'layer')} of the file went nowhere")
    fates = [tensor.fate for tensor in report.tensors]
    if not report.refused:
        yield Line(
            f"Tensors  {len(fates):,} in the file: {fates.count('kept'):,} kept bit for bit, "
            f"{fates.count('changed'):,} changed by rule, {fates.count('dropped'):,} dropped"
        )
