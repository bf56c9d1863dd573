from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_a_model_in_a_model_where_something_else_does_not_fit() -> None:
    found = causes("transfer", "normalized_without_scale")
    assert found["nested_model"].startswith("the file has layers inside a model")


def test_says_nothing_where_both_sides_are_flat() -> None:
    assert "nested_model" not in causes("normalized", "normalized_without_scale")
