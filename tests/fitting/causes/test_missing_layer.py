from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_a_layer_that_the_file_lacks() -> None:
    found = causes("normalized", "normalized_middle")
    assert found.keys() == {"missing_layer"}
    assert "the architecture has layers between others that the file lacks: middle" in found["missing_layer"]


def test_tells_layers_that_the_architecture_lacks() -> None:
    found = causes("vgg19", "vgg16")
    assert "the architecture lacks: block3_conv4, block4_conv4, block5_conv4" in found["missing_layer"]


def test_says_nothing_of_another_network() -> None:
    assert "missing_layer" not in causes("resnet50", "resnet101")
    assert "missing_layer" not in causes("vgg16", "vgg16_notop")
