from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.keras3.catalog import catalog
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.family import CannotMoveError
from rekeras.layout.walk import movers
from tests.layout.moving import IMAGE, moved

FIRST = {"data_format": "channels_first"}


@pytest.mark.parametrize("given", [PLAIN, IMAGE])
def test_takes_and_gives_channels_last(given: tuple[int, ...]) -> None:
    result = moved(Layer("Conv2D", "conv", FIRST | {"activation": "relu"}), given)
    assert result is not None
    assert result.layer.config["data_format"] == "channels_last"
    assert (result.inputs, result.output) == ((IMAGE,), IMAGE)


def test_leaves_channels_last_alone() -> None:
    assert moved(Layer("MaxPooling2D", "pool", {"data_format": "channels_last"}), PLAIN) is None


@pytest.mark.parametrize(("keep", "order"), [(True, channels_last(5)), (False, PLAIN)])
def test_pools_all_of_a_volume(keep: bool, order: tuple[int, ...]) -> None:
    result = moved(Layer("GlobalMaxPooling3D", "pool", FIRST | {"keepdims": keep}), PLAIN)
    assert result is not None
    assert (result.inputs, result.output) == ((channels_last(5),), order)


@pytest.mark.parametrize("activation", ["softmax", {"class_name": "Softmax", "config": {"axis": 1}}])
def test_refuses_activations_along_an_axis(activation: Any) -> None:
    with pytest.raises(CannotMoveError, match="element by element"):
        moved(Layer("Conv2D", "conv", FIRST | {"activation": activation}), IMAGE)


def test_refuses_images_of_unknown_rank() -> None:
    with pytest.raises(CannotMoveError, match="dimensions"):
        moved(Layer("Resizing", "small", FIRST), PLAIN, shapes=((None,),))


def test_every_layer_of_keras_3_with_a_data_format_is_known() -> None:
    keys = {name: known.keys for name, known in catalog().classes.items()}
    with_format = {name for name, known in keys.items() if "data_format" in known}
    assert with_format - movers().keys() == UNKNOWN


UNKNOWN = {
    *("AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D"),
    *("AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D"),
    *("AugMix", "AutoContrast", "CutMix", "Equalization", "MaxNumBoundingBoxes", "MixUp", "RandAugment"),
    *("RandomColorDegeneration", "RandomColorJitter", "RandomElasticTransform", "RandomErasing", "RandomGaussianBlur"),
    *("RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization", "RandomSaturation"),
    *("RandomSharpness", "RandomShear", "Solarization", "ContrastLimitedAdaptiveHistogramEqualization"),
    "STFTSpectrogram",
}
"""Keras 3 alone has these; refused by name."""
