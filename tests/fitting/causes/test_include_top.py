from __future__ import annotations

import pytest

from tests.fitting.cases import causes


@pytest.mark.parametrize("era", ["keras-2.2.4", "tf-2.15"])
def test_tells_a_top_in_the_file(era: str) -> None:
    found = causes("vgg16", "vgg16_notop", era)
    assert found.keys() == {"include_top"}
    assert "the file has a top that the architecture lacks: fc1, fc2, predictions" in found["include_top"]


def test_tells_a_top_in_the_architecture() -> None:
    found = causes("vgg16_notop", "vgg16")
    assert found.keys() == {"include_top"}
    assert "the architecture has a top that the file lacks: fc1, fc2, predictions" in found["include_top"]


def test_says_nothing_of_a_layer_between_others() -> None:
    assert "include_top" not in causes("normalized", "normalized_middle")
