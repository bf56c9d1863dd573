from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_a_bias_too_much() -> None:
    assert causes("normalized", "normalized_without_bias") == {
        "use_bias": "first, second: the layers of the file have a bias, those of the architecture have none. "
        "Build them with use_bias=True."
    }


def test_tells_a_missing_bias() -> None:
    assert causes("normalized_without_bias", "normalized")["use_bias"].endswith("Build them with use_bias=False.")


def test_says_nothing_of_batch_normalization() -> None:
    assert "use_bias" not in causes("normalized", "normalized_without_scale")
