"""Every view shows its record to people and gives it to machines."""

from __future__ import annotations

import json
import pkgutil
from pathlib import Path
from typing import Any

import pytest

from rekeras import views
from rekeras.explain import explain
from rekeras.inspect import inspect
from rekeras.pipeline import check, convert
from rekeras.read import readers
from rekeras.records import Change, CheckResult, Finding, Outcome, Report, Safety, Severity, TensorFate
from rekeras.report import FORMS, form_of, render
from rekeras.source.result import CodeChange, CodeReport, MigratedCode
from rekeras.upgrade import rules
from rekeras.views.formats import Formats
from rekeras.weights import put_weights
from rekeras.write import writers
from tests import zoo
from tests.fitting.cases import architecture, weights

DENSE = zoo.unpacked("keras-2.2.4") / "dense.h5"
REPORT = Report(
    Path("a.h5"),
    "whole Keras model (HDF5)",
    Path("a.keras"),
    changes=(Change("r", "one", "What.", Safety.EXACT), Change("r", "two", "What.", Safety.EXACT)),
    findings=(
        Finding("n", Severity.NOTE, "one", "a note"),
        Finding("a", Severity.ATTENTION, "", "look at this", advice="Do it."),
    ),
    tensors=(TensorFate("k", "kept", "p"), TensorFate("i", "dropped", reason="optimizer state")),
    created=("seed",),
    checks=(CheckResult("loads", Outcome.FAILED, "it did not", "jax"),),
    config_keys={"kept": 3, "changed": 2, "dropped": 1},
)
RECORDS: dict[str, Any] = {
    "check": REPORT,
    "checks": REPORT.checks,
    "code": CodeReport((MigratedCode("a.py", "f()\n", "g()\n", (CodeChange(1, "names", "f", "g"),)),), (), False, 1),
    "conversion": REPORT,
    "explanations": explain("Unknown layer: 'TFOpLambda'"),
    "formats": Formats(readers(), writers()),
    "inspection": inspect(DENSE),
    "rules": rules(),
    "weights": put_weights(weights("vgg16"), architecture("vgg16_notop"), by_name=True),
}


def test_every_view_is_shown_here() -> None:
    names = {module.name for module in pkgutil.iter_modules(views.__path__) if not module.name.startswith("_")}
    assert names == RECORDS.keys()


@pytest.mark.parametrize("kind", RECORDS)
def test_every_view_is_json_and_text(kind: str) -> None:
    assert json.loads(render(kind, RECORDS[kind], "json"))["schema"] == f"rekeras.{kind}/1"
    assert len(render(kind, RECORDS[kind], "text").splitlines()) > 1


def test_the_terminal_says_the_same_as_the_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    for kind, record in RECORDS.items():
        assert render(kind, record, "terminal").split() == render(kind, record, "text").split()


def test_a_report_shows_everything_that_a_person_needs() -> None:
    text = render("conversion", REPORT, "text")
    assert "a.h5 -> a.keras" in text
    assert "one, two" in text
    assert "Needs a person\n  - look at this\n    Do it." in text
    assert "2 in the source: 1 kept bit for bit, 0 changed by rule, 1 dropped; 1 created" in text
    assert "dropped: i: optimizer state" in text
    assert "6 in the source: 3 kept, 2 changed by rule, 1 dropped by rule" in text
    assert "it did not" in text


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (Report(Path("a"), "", None), "nothing found"),
        (Report(Path("a"), "", None, changes=REPORT.changes), "can be converted."),
        (REPORT, "something needs a person"),
        (Report(Path("a"), "", None, findings=(Finding("x", Severity.REFUSAL, "", "no"),)), "cannot be converted yet"),
    ],
)
def test_a_check_ends_with_a_verdict(report: Report, verdict: str) -> None:
    assert verdict in render("check", report, "text").splitlines()[-1]


def test_a_failed_check_is_told_from_a_skipped_one() -> None:
    passed = CheckResult("loads", Outcome.PASSED, "yes")
    skipped = CheckResult("outputs_close", Outcome.SKIPPED, "nobody recorded them")
    assert "The same model" in render("checks", (passed,), "text")
    assert "Nothing failed; 1 check skipped" in render("checks", (passed, skipped), "text")
    assert "Not the same model" in render("checks", REPORT.checks, "text")


def test_the_form_of_a_report_file_is_told_by_its_suffix() -> None:
    assert {suffix: form_of(Path(f"report{suffix}")) for suffix in FORMS} == FORMS


def test_real_reports_are_shown(tmp_path: Path) -> None:
    checked = render("check", check(DENSE), "text")
    assert "Seen as, for example: Unrecognized keyword arguments passed to" in checked
    assert "Verdict" in checked
    assert "Config keys" in render("conversion", convert(DENSE, tmp_path / "a.keras"), "text")
