"""The conformance page says what the matrix found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rekeras.records import Outcome
from scripts.conformance import BACKENDS, CELLS, VERSIONS, Entry, load, read, save
from scripts.make_conformance import PAGE, lines_of
from scripts.matrix_runs import Ran, Runs

KEY = "0123456789abcdef"
CONVERTS = Entry("agrees", KEY)
AGREES = Ran(Outcome.PASSED.value, worst=1e-7)
DIFFERS = Ran(Outcome.FAILED.value, "output 0 differs by 1.0e+00, allowed 1e-05")
EVERYWHERE = dict.fromkeys(CELLS, AGREES)


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == "\n".join(lines_of(load())) + "\n"


def test_nothing_differs_anywhere() -> None:
    assert {name: dict(entry.problems) for name, entry in load().items() if entry.problems} == {}


def test_every_limit_says_why_and_where() -> None:
    for name, entry in load().items():
        assert all(entry.limits.values()), name
        assert {*entry.limits, *entry.not_run} <= set(CELLS), name


def test_agrees_where_it_ran_and_computed_the_same() -> None:
    entry = CONVERTS.with_runs(EVERYWHERE, None)
    assert all(entry.agrees_in(cell) for cell in CELLS)
    assert entry.worst == 1e-7


@pytest.mark.parametrize("found", [None, DIFFERS])
def test_what_has_not_run_or_differs_does_not_agree(found: Ran | None) -> None:
    entry = CONVERTS.with_runs({**EVERYWHERE, "3.8.0/torch": found}, None)
    assert not entry.agrees_in("3.8.0/torch")
    assert entry.agrees_in("3.8.0/jax")


def test_a_difference_that_the_report_tells_is_a_limit() -> None:
    found = {**EVERYWHERE, "3.8.0/torch": DIFFERS}
    assert CONVERTS.with_runs(found, None).problems == {"3.8.0/torch": DIFFERS.detail}
    told = replace(CONVERTS, told=("3.8.0/torch",)).with_runs(found, None)
    assert (told.problems, told.limits) == ({}, {"3.8.0/torch": DIFFERS.detail})


def test_a_version_older_than_promised_is_a_limit() -> None:
    entry = replace(CONVERTS, oldest_keras="3.4")
    found = {**EVERYWHERE, "3.3.3/jax": DIFFERS, "3.5.0/jax": DIFFERS}
    assert entry.with_runs(found, None).limits == {"3.3.3/jax": "needs Keras 3.4"}
    assert set(entry.with_runs(found, None).problems) == {"3.5.0/jax"}


def test_keeps_what_an_earlier_run_found_of_the_same_file() -> None:
    earlier = CONVERTS.with_runs({**EVERYWHERE, "3.8.0/torch": DIFFERS, "3.0.5/jax": None}, None)
    assert CONVERTS.with_runs(dict.fromkeys(CELLS), earlier) == earlier


def test_is_read_as_it_was_written() -> None:
    entries = {
        "tf-2.15/a.h5": Entry("agrees", KEY, worst=1.5e-7, limits={"3.0.5/jax": "no", "3.0.5/torch": "no"}),
        "tf-2.15/b.h5": Entry("refused", codes=("time_major", "unknown_key")),
        "tf-2.15/c.h5": Entry("agrees", KEY, problems={"3.5.0/jax": "output 0 differs"}, not_run=("3.0.5/jax",)),
    }
    assert read(save(entries)) == entries


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (CONVERTS, "agrees"),
        (replace(CONVERTS, not_run=CELLS), "not run"),
        (replace(CONVERTS, not_run=CELLS[3:]), "agrees in 3 of 3"),
        (replace(CONVERTS, limits={"3.8.0/torch": "Keras is off"}), f"agrees in 17 of {len(CELLS)}"),
        (replace(CONVERTS, problems={"3.8.0/torch": "another number"}), "**differs**"),
        (Entry("refused", codes=("unknown_layer",)), "refused: unknown_layer"),
    ],
)
def test_the_page_shows_the_outcome(entry: Entry, shown: str) -> None:
    assert f"| dense | {shown} |" in list(lines_of({"tf-2.15/dense.h5": entry}))


def test_the_page_shows_reasons_with_their_cells() -> None:
    limits = {f"3.0.5/{backend}": "too old" for backend in BACKENDS} | {"3.3.3/jax": "off"}
    page = "\n".join(lines_of({"tf-2.15/dense.h5": replace(CONVERTS, limits=limits)}))
    assert "- too old (3.0.5): dense.h5" in page
    assert "- off (jax 3.3.3): dense.h5" in page
    assert f"| {VERSIONS[1]} | 0 of 1 | 1 of 1 | 1 of 1 |" in page


def test_results_are_kept_as_they_come(tmp_path: Path) -> None:
    Runs("3.8.0/torch", tmp_path).add(KEY, DIFFERS)
    with (tmp_path / "3.8.0-torch.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "cut o')
    assert Runs("3.8.0/torch", tmp_path).get(KEY) == DIFFERS
    assert Runs("3.8.0/jax", tmp_path).get(KEY) is None
