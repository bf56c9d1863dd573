"""Preprocessing layers: encodings of features and text, and images. Their vocabularies stand in config or assets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, ShapeError, Spec, Variable

family = Family()

ENCODED = ("one_hot", "multi_hot", "count", "tf_idf")


@family.on("Rescaling")
def rescaling(layer: Layer, inputs: Inputs) -> Description:
    """Element by element; gives the layer's own dtype."""
    return Description(outputs=Spec(inputs.first.shape, _dtype(layer)))


IMAGES = (
    "AugMix",
    "AutoContrast",
    "ContrastLimitedAdaptiveHistogramEqualization",
    "CutMix",
    "Equalization",
    "MixUp",
    "RandAugment",
    "RandomBrightness",
    "RandomColorDegeneration",
    "RandomColorJitter",
    "RandomContrast",
    "RandomElasticTransform",
    "RandomErasing",
    "RandomFlip",
    "RandomGaussianBlur",
    "RandomGrayscale",
    "RandomHue",
    "RandomInvert",
    "RandomPerspective",
    "RandomPosterization",
    "RandomRotation",
    "RandomSaturation",
    "RandomSharpness",
    "RandomShear",
    "RandomTranslation",
    "RandomZoom",
    "Solarization",
)


@family.on(*IMAGES)
def random_image(layer: Layer, inputs: Inputs) -> Description:
    """In inference the image as it is."""
    return Description(outputs=Spec(inputs.first.shape, _dtype(layer)))


@family.on("Resizing", "CenterCrop", "RandomCrop")
def sized_image(layer: Layer, inputs: Inputs) -> Description:
    """Images of ``height`` by ``width``, one or a batch of them."""
    shape = inputs.first.shape
    if shape is None:
        return Description(outputs=Spec(None, _dtype(layer)))
    if len(shape) not in (3, 4):
        raise ShapeError(f"needs an image of 3 dimensions or a batch of them, and gets {shape}")
    result = list(shape)
    first = len(shape) - 2 if layer.config.get("data_format") == "channels_first" else len(shape) - 3
    result[first : first + 2] = [layer.config["height"], layer.config["width"]]
    return Description(outputs=Spec(tuple(result), _dtype(layer)))


@family.on("RandomHeight", "RandomWidth")
def random_size(layer: Layer, inputs: Inputs) -> Description:
    """In inference the image as it is; its size counts as unknown."""
    shape = inputs.first.shape
    if shape is None:
        return Description()
    result = list(shape)
    result[-3 if layer.class_name == "RandomHeight" else -2] = None
    return Description(outputs=Spec(tuple(result), _dtype(layer)))


@family.on("Discretization")
def discretization(layer: Layer, inputs: Inputs) -> Description:
    """The number of the bin, or an encoding over all bins."""
    boundaries = layer.config.get("bin_boundaries") or layer.config.get("bins")
    if isinstance(boundaries, list | tuple):
        return _encoded(layer, inputs, len(boundaries) + 1)
    summary = Variable("summary", (2, None), trainable=False)  # the boundaries stand in what was adapted only
    return replace(_encoded(layer, inputs, layer.config.get("num_bins")), variables=(summary,))


@family.on("CategoryEncoding")
def category_encoding(layer: Layer, inputs: Inputs) -> Description:
    """An encoding over ``num_tokens``."""
    tokens = layer.config.get("num_tokens") or layer.config.get("max_tokens")
    mode = layer.config.get("output_mode") or "multi_hot"
    return _encoded(layer, inputs, tokens, {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(mode, mode))


@family.on("Hashing")
def hashing(layer: Layer, inputs: Inputs) -> Description:
    """The number of the bin, or an encoding over all bins."""
    return _encoded(layer, inputs, layer.config.get("num_bins"))


@family.on("HashedCrossing")
def hashed_crossing(layer: Layer, inputs: Inputs) -> Description:
    """The bin of several features together, which it gets as a list."""
    return _encoded(layer, Inputs(inputs.specs[:1]), layer.config.get("num_bins"))


@family.on("StringLookup", "IntegerLookup")
def lookup(layer: Layer, inputs: Inputs) -> Description:
    """The number of the token, the token of a number, or an encoding over the vocabulary."""
    if layer.config.get("invert"):
        dtype = "string" if layer.class_name == "StringLookup" else "int64"
        return Description(outputs=Spec(inputs.first.shape, dtype))
    return replace(_encoded(layer, inputs, _vocabulary_size(layer)), variables=_idf_weights(layer))


@family.on("TextVectorization")
def text_vectorization(layer: Layer, inputs: Inputs) -> Description:
    """Token numbers of up to ``output_sequence_length`` words, or an encoding over the vocabulary."""
    mode = layer.config.get("output_mode", "int")
    shape = inputs.first.shape
    batch = shape[0] if shape else None
    if mode == "int":
        return Description(outputs=Spec((batch, layer.config.get("output_sequence_length")), "int64"))
    padded = layer.config.get("pad_to_max_tokens")
    size = layer.config.get("max_tokens") if padded else None
    return Description(_idf_weights(layer), Spec((batch, size), _dtype(layer)))


def _idf_weights(layer: Layer) -> tuple[Variable, ...]:
    """The weights of the tokens as a variable; they stand in the config too."""
    weighted = layer.config.get("output_mode") in ("tf_idf", "tf-idf")
    return (Variable("idf_weights", (None,), trainable=False),) if weighted else ()


def _vocabulary_size(layer: Layer) -> int | None:
    """How many numbers an encoding has: no place for the mask token, one for each index of unknown tokens."""
    config, unknown = layer.config, layer.config.get("num_oov_indices", 1)
    if config.get("pad_to_max_tokens"):
        return int(config["max_tokens"])
    vocabulary = config.get("vocabulary")
    if not isinstance(vocabulary, list | tuple):
        size: int | None = config.get("vocabulary_size")
        return size
    names_unknown = unknown > 0 and list(vocabulary[:unknown]) == [config.get("oov_token", "[UNK]")] * unknown
    return len(vocabulary) + (0 if names_unknown else int(unknown))


def _encoded(layer: Layer, inputs: Inputs, size: Any, mode: str | None = None) -> Description:
    mode = mode or layer.config.get("output_mode", "int")
    shape = inputs.first.shape
    if mode == "int":
        return Description(outputs=Spec(shape, "int64"))
    if mode not in ENCODED:
        raise ShapeError(f"has the output mode {mode!r}, which no Keras had")
    return Description(outputs=Spec(_encoding_shape(shape, size, mode), _dtype(layer)))


def _encoding_shape(shape: Shape, size: int | None, mode: str) -> Shape:
    if shape is None:
        return None
    if mode == "one_hot":
        return (*(shape[:-1] if shape and shape[-1] == 1 else shape), size)
    return (*shape[:-1], size)


def _dtype(layer: Layer) -> str:
    dtype = layer.config.get("dtype")
    return dtype if isinstance(dtype, str) and dtype not in ("string", "int64", "int32") else "float32"
