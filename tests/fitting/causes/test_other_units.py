from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_the_units_and_not_the_layers_behind() -> None:
    assert causes("text_plain", "text_units") == {
        "other_units": "gru: the layer of the file has 4 units, that of the architecture 6. "
        "Build the layer with units=4."
    }


def test_tells_other_classes() -> None:
    found = causes("vgg16", "vgg16_classes")
    assert found.keys() == {"other_units"}
    assert "5 outputs (classes)" in found["other_units"]


def test_says_nothing_of_other_words() -> None:
    assert "other_units" not in causes("text_plain", "text_words")
