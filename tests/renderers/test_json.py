"""JSON: a schema name, and numbers that JSON can hold."""

from __future__ import annotations

import json
import math
from pathlib import Path

from rekeras.records import Change, Report, Safety
from rekeras.renderers.json import render
from rekeras.views._plain import plain
from rekeras.views.conversion import content


def test_the_schema_is_named_with_its_version() -> None:
    assert json.loads(render("conversion", {"a": 1})) == {"schema": "rekeras.conversion/1", "a": 1}


def test_records_become_json_values() -> None:
    change = Change("rule", "dense", "What.", Safety.EXACT, before={"rate": math.nan}, after={"rate": (1, math.inf)})
    assert plain(change) == {
        "rule": "rule",
        "where": "dense",
        "what": "What.",
        "safety": "exact",
        "before": {"rate": "NaN"},
        "after": {"rate": [1, "Infinity"]},
        "tensors": [],
    }


def test_a_report_carries_its_totals_and_verdict() -> None:
    report = Report(Path("a.h5"), "keras_h5", Path("a.keras"))
    read = json.loads(render("conversion", content(report)))
    assert read["tensor_totals"] == {"kept": 0, "changed": 0, "dropped": 0}
    assert read["refused"] is False
    assert read["target"] == "a.keras"
