from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_the_same_layers_in_another_order() -> None:
    found = causes("towers_apart", "towers_turned", era="tf-2.15", ending=".weights.h5")
    assert found["other_order"].startswith("both sides have layers of the same shapes, in another order.")


def test_says_nothing_of_other_layers() -> None:
    assert "other_order" not in causes("vgg16", "vgg16_notop")
