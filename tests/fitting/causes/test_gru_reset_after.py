from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_a_gru_without_it() -> None:
    assert causes("text_plain", "text_reset_after") == {
        "gru_reset_after": "gru: the weights are of a GRU without `reset_after`, the architecture has one with it. "
        "Build the layer with GRU(..., reset_after=False)."
    }


def test_tells_a_gru_with_it() -> None:
    found = causes("text_reset_after", "text_reset_before", era="tf-2.15")
    assert found["gru_reset_after"].endswith("Build the layer with GRU(..., reset_after=True).")


def test_says_nothing_of_other_units() -> None:
    assert "gru_reset_after" not in causes("text_plain", "text_units")
