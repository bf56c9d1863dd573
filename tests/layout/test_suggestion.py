from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layout import suggestion
from tests.archives import chain, dense, input_layer


def test_names_the_layers_and_the_option() -> None:
    convs = [Layer("Conv2D", f"conv_{index}", {"data_format": "channels_first"}) for index in range(5)]
    (finding,) = suggestion(chain(input_layer("x", 3, 8, 9), *convs))
    assert "conv_0, conv_1, conv_2 and 2 more" in finding.found
    assert "--data-format channels_last" in finding.advice


def test_is_silent_otherwise() -> None:
    flatten = Layer("Flatten", "flat", {"data_format": "channels_first"})
    assert suggestion(chain(input_layer("x", 3), flatten, dense("dense", 3, 2))) == ()
