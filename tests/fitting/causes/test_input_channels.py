from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_other_channels() -> None:
    assert causes("vgg16", "vgg16_grey") == {
        "input_channels": "block1_conv1: the model of the file takes inputs with 3 channels, the architecture with 1. "
        "Build the architecture with an input shape that has 3 channels."
    }


def test_says_nothing_of_later_layers() -> None:
    assert "input_channels" not in causes("text_plain", "text_units")
