from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_a_missing_scale() -> None:
    assert causes("normalized", "normalized_without_scale") == {
        "batch_normalization": "first_bn, second_bn: BatchNormalization: the file has 4 variables for each, "
        "the architecture 3. Build the layers with BatchNormalization(scale=True)."
    }


def test_tells_a_scale_too_much() -> None:
    found = causes("normalized_without_scale", "normalized", era="tf-2.15")
    assert found["batch_normalization"].endswith("Build the layers with BatchNormalization(scale=False).")


def test_says_nothing_of_convolutions() -> None:
    assert "batch_normalization" not in causes("normalized", "normalized_without_bias")
