"""Preprocessing layers against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from rekeras.layers._description import Inputs, Spec
from rekeras.layers.preprocessing import IMAGES
from tests.layers.compare import RealKeras, assert_same, called, made

Shape = tuple[int | None, ...]
REQUIRED: dict[str, dict[str, Any]] = {
    "RandomZoom": {"height_factor": 0.2},
    "RandomTranslation": {"height_factor": 0.2, "width_factor": 0.1},
    "RandomPosterization": {"factor": 4},
    "RandomErasing": {"factor": 0.2},
}
FACTOR = ("RandomBrightness", "RandomContrast", "RandomRotation", "RandomHue", "RandomSaturation", "RandomShear")
CALLED_ON_IMAGES = (
    "RandomFlip",
    "RandomZoom",
    "RandomTranslation",
    "RandomBrightness",
    "RandomContrast",
    "RandomRotation",
)


@pytest.mark.parametrize("kind", CALLED_ON_IMAGES)
def test_random_images_keep_their_shape(keras: RealKeras, kind: str) -> None:
    config = REQUIRED.get(kind, {"factor": 0.2} if kind in FACTOR else {})
    assert_same(keras, made(kind, **config), called((None, 9, 8, 3)))


@pytest.mark.parametrize("kind", IMAGES)
def test_random_images_have_no_variables(kind: str) -> None:
    description, _findings = describe(made(kind), called((None, 9, 8, 3)))
    assert description.variables == ()
    assert description.outputs == Spec((None, 9, 8, 3))


SIZED: list[tuple[str, dict[str, Any], Shape]] = [
    ("Rescaling", {"scale": 0.5, "offset": 0.0}, (None, 9, 8, 3)),
    ("Resizing", {"height": 4, "width": 5}, (None, 9, 8, 3)),
    ("Resizing", {"height": 4, "width": 5}, (9, 8, 3)),
    ("Resizing", {"height": 4, "width": 5, "data_format": "channels_first"}, (None, 3, 9, 8)),
    ("CenterCrop", {"height": 4, "width": 5}, (None, 9, 8, 3)),
    ("RandomCrop", {"height": 4, "width": 5}, (None, 9, 8, 3)),
]


@pytest.mark.parametrize(("kind", "config", "shape"), SIZED)
def test_images(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape) -> None:
    assert_same(keras, made(kind, **config), called(shape))


ENCODED: list[tuple[str, dict[str, Any], Shape, str]] = [
    ("CategoryEncoding", {"num_tokens": 6, "output_mode": "multi_hot"}, (None, 4), "int32"),
    ("CategoryEncoding", {"num_tokens": 6, "output_mode": "count"}, (None, 4), "int32"),
    ("CategoryEncoding", {"num_tokens": 6, "output_mode": "one_hot"}, (None, 1), "int32"),
    ("CategoryEncoding", {"num_tokens": 6, "output_mode": "one_hot"}, (None, 4), "int32"),
    ("Discretization", {"bin_boundaries": [0.0, 1.0, 3.0], "output_mode": "one_hot"}, (None, 1), "float32"),
    ("Discretization", {"bin_boundaries": [0.0, 1.0, 3.0], "output_mode": "multi_hot"}, (None, 4), "float32"),
]


@pytest.mark.parametrize(("kind", "config", "shape", "dtype"), ENCODED)
def test_encodings(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape, dtype: str) -> None:
    assert_same(keras, made(kind, **config), Inputs((Spec(shape, dtype),)))


VOCABULARY = ["a", "b", "c"]
TEXT: list[tuple[str, dict[str, Any], Shape, Shape]] = [
    ("StringLookup", {"vocabulary": VOCABULARY}, (None, 4), (None, 4)),
    ("StringLookup", {"vocabulary": VOCABULARY, "output_mode": "multi_hot"}, (None, 4), (None, 4)),
    ("StringLookup", {"vocabulary": VOCABULARY, "output_mode": "one_hot"}, (None, 1), (None, 4)),
    ("StringLookup", {"vocabulary": VOCABULARY, "output_mode": "count", "num_oov_indices": 2}, (None, 9), (None, 5)),
    ("StringLookup", {"max_tokens": 7, "pad_to_max_tokens": True, "output_mode": "count"}, (None, 9), (None, 7)),
    ("StringLookup", {"vocabulary": ["[UNK]", *VOCABULARY], "output_mode": "multi_hot"}, (None, 4), (None, 4)),
    ("StringLookup", {"vocabulary": VOCABULARY, "mask_token": "", "output_mode": "count"}, (None, 4), (None, 4)),
    ("StringLookup", {"vocabulary_size": 6, "output_mode": "count"}, (None, 4), (None, 6)),
    ("IntegerLookup", {"vocabulary": [3, 5], "output_mode": "multi_hot"}, (None, 4), (None, 3)),
    ("Hashing", {"num_bins": 5}, (None, 4), (None, 4)),
    ("Hashing", {"num_bins": 5, "output_mode": "one_hot"}, (None, 1), (None, 5)),
    ("TextVectorization", {"output_sequence_length": 9}, (None,), (None, 9)),
    ("TextVectorization", {"output_sequence_length": None}, (None, 1), (None, None)),
    (
        "TextVectorization",
        {"output_mode": "multi_hot", "max_tokens": 7, "pad_to_max_tokens": True},
        (None, 1),
        (None, 7),
    ),
]


@pytest.mark.parametrize(("kind", "config", "shape", "output"), TEXT)
def test_tokens(kind: str, config: dict[str, Any], shape: Shape, output: Shape) -> None:
    """Keras needs TensorFlow for these; the zoo holds what it computed."""
    description, findings = describe(made(kind, **config), Inputs((Spec(shape, "string"),)))
    assert findings == ()
    assert description.outputs.shape == output


@pytest.mark.parametrize(("mode", "output"), [("int", (None, 1)), ("one_hot", (None, 5))])
def test_hashed_crossing(keras: RealKeras, mode: str, output: Shape) -> None:
    layer = made("HashedCrossing", num_bins=5, output_mode=mode)
    given = Inputs(([Spec((None, 1), "string"), Spec((None, 1), "int64")],))
    assert describe(layer, given)[0].outputs.shape == output
    assert keras.ask(layer, called([(None, 1), (None, 1)]))["outputs"][0] == list(output)


def test_an_inverted_lookup_gives_tokens() -> None:
    description, _findings = describe(made("StringLookup", vocabulary=VOCABULARY, invert=True), called((None, 4)))
    assert description.outputs == Spec((None, 4), "string")


def test_refuses_what_is_no_image() -> None:
    _description, findings = describe(made("Resizing", height=4, width=5), called((None, 9)))
    assert "needs an image" in findings[0].found
