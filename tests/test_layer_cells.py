"""No class that any version of Keras exported is without a cell in docs/reference/layers.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from scripts.layer_cells import exported, without_file
from scripts.make_layers_page import PAGE
from tests import zoo
from tests.builders import dense, dense_weights, entry, functional, input_layer, on, write_whole

LIMITS = [zoo.ROOT / "docs" / name for name in ("limits.md", "reference/refused-layers.md")]
STATED = [(name, one) for name, entries in without_file().items() for one in entries]
REFUSED = sorted({name for name, one in STATED if one["outcome"].startswith("refused")})


def rows(kind: str) -> dict[str, dict[str, str]]:
    """The cells of a table of the page, by name and era."""
    table = PAGE.read_text(encoding="utf-8").partition(f"| {kind} |")[2].partition("\n\n")[0]
    head, _line, *lines = table.splitlines()
    eras = [era.strip() for era in head.strip("| ").split("|")]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {name: dict(zip(eras, values, strict=True)) for name, *values in cells}


def test_every_listed_era_is_in_the_zoo() -> None:
    assert set(exported()) <= set(zoo.eras())
    assert len(exported()) >= 15


@pytest.mark.parametrize("era", exported())
def test_no_exported_class_is_without_a_cell(era: str) -> None:
    layers, activations = rows("layer"), rows("activation")
    every = exported()[era]
    outcome = re.compile(r"lossless|exact|lossy|refused: |never saved")
    for table, names in ((layers, every.layers), (activations, every.activations)):
        assert [name for name in names if not outcome.match(table[name][era])] == []
        assert [name for name, cells in table.items() if name not in names and cells[era] != "-"] == []


def test_every_refused_class_stands_in_the_limits() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in LIMITS)
    refused = {name for name, cells in rows("layer").items() if any("refused" in cell for cell in cells.values())}
    assert sorted(name for name in refused if not re.search(rf"\b{name}\b", text)) == []


def test_what_no_file_shows_is_shown_by_a_test_that_speaks_of_it() -> None:
    for name, one in STATED:
        assert set(one["eras"]) <= {era for era, every in exported().items() if name in every.layers}, name
        if one["outcome"] != "never saved":
            assert name in Path(zoo.ROOT / one["test"]).read_text(encoding="utf-8") or name in IN_ZOO, name


IN_ZOO = {name for member in zoo.members() for name in member.classes} | set(REFUSED)


@pytest.mark.parametrize("name", [name for name, _one in STATED])
def test_no_file_shows_it_indeed(name: str) -> None:
    eras = {era for one in without_file()[name] for era in one["eras"]}
    assert [member.id for member in zoo.members() if member.era in eras and name in member.classes] == []


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_by_name(name: str, tmp_path: Path) -> None:
    layers = [input_layer("x", 3), entry(name, "odd", [on("x")]), dense("last", 2, [on("odd")])]
    weights = {"x": {}, "odd": {}, "last": dense_weights("last", 3, 2)}
    path = write_whole(tmp_path / "old.h5", functional(layers, "x", "last"), weights)
    with pytest.raises(ModelRefusedError, match=f"{name} is (gone from Keras 3|a base class)"):
        convert(path, tmp_path / "new.keras")
