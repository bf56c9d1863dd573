"""Preprocessing: adapted state, vocabularies, discrete encodings, images. Outputs that are numbers."""

from __future__ import absolute_import

import numpy as np

from models import model

WORDS = ["river", "stone", "cloud", "ember"]
TEXTS = np.array([["The river, a stone!"], ["cloud over the River"], ["unknown ember ember stone"]])
PICKS = np.array([["stone", "ember", "moss"], ["river", "", "cloud"], ["fern", "stone", "stone"]])


NOT_FINAL = {"tf-2.6": "its loader reads the state of adapt but does not finish it"}


def with_idf(era, class_name, **kwargs):
    """A lookup with weights of its own for each word; they stay as given."""
    layer = era.layer(class_name, vocabulary=WORDS, output_mode="tf_idf", idf_weights=[0.3, 1.2, 0.7, 0.9], **kwargs)
    return layer and era.keep(layer)


def adapted(era, class_name, data, **kwargs):
    """A layer that has seen data, or None where this era has no such layer or argument."""
    layer = era.layer(class_name, **kwargs)
    if layer is not None:
        layer.adapt(data)
        era.keep(layer)
    return layer


@model(needs=("Normalization",), misread=NOT_FINAL)
def normalization_adapted(era):
    x = era.input((4, 3))
    seen = era.random.normal(2.0, 1.7, size=(20, 4, 3)).astype("float32")
    outputs = era.fan(
        x,
        adapted(era, "Normalization", seen, axis=-1, name="last"),
        adapted(era, "Normalization", seen, axis=None, name="no_axis"),
        adapted(era, "Normalization", seen, axis=1, name="axis_1"),
        adapted(era, "Normalization", seen, axis=(1, 2), name="two_axes"),
    )
    return era.model(x, outputs)


@model(needs=("Normalization.invert",), lacks={"tf-2.10": "its configuration forgets invert"})
def normalization_invert(era):
    x = era.input((4, 3))
    seen = era.random.normal(2.0, 1.7, size=(20, 4, 3)).astype("float32")
    return era.model(x, adapted(era, "Normalization", seen, invert=True, name="invert")(x))


@model(needs=("Normalization.mean",))
def normalization_given(era):
    x = era.input((4, 3))
    outputs = era.fan(
        x,
        era.layer("Normalization", mean=[0.2, -0.4, 1.1], variance=[0.5, 1.3, 2.1], name="vector"),
        era.layer("Normalization", axis=None, mean=0.7, variance=1.9, name="numbers"),
    )
    return era.model(x, outputs)


@model(needs=("Normalization",), misread=NOT_FINAL)
def normalization_input_shape(era):
    """The usual place: the first layer of a Sequential model."""
    era.feed(era.normal((5,)))
    seen = era.random.normal(-1.0, 2.5, size=(30, 5)).astype("float32")
    return era.sequential([adapted(era, "Normalization", seen, input_shape=(5,)), era.layer("Dense", 2)])


@model(needs=("Normalization",))
def normalization_first(era):
    """As in TensorFlow's tutorial: adapted, no input shape said. Its own loader does not read this back."""
    data = era.normal((5,))
    era.feed(data)
    seen = era.random.normal(-1.0, 2.5, size=(30, 5)).astype("float32")
    layers = [adapted(era, "Normalization", seen), era.layer("Dense", 4, activation="relu"), era.layer("Dense", 2)]
    chain = era.sequential(layers)
    chain.build((None, 5))
    return chain


@model(needs=("Rescaling",))
def rescaling(era):
    x = era.input((4, 5, 3))
    outputs = era.fan(
        x,
        era.layer("Rescaling", 1.0 / 127.5, offset=-1.0, name="offset"),
        era.layer("Rescaling", scale=0.3, name="scale"),
    )
    return era.model(x, outputs)


@model(needs=("Resizing",))
def resizing(era):
    x = era.input((4, 5, 3))
    outputs = era.fan(
        x,
        era.layer("Resizing", 6, 8, name="bilinear"),
        era.layer("Resizing", 3, 2, name="smaller"),
        era.layer("Resizing", 6, 3, interpolation="nearest", name="nearest"),
        era.layer("Resizing", 5, 8, crop_to_aspect_ratio=True, name="cropped"),
        era.layer("CenterCrop", 2, 3, name="center"),
        era.layer("CenterCrop", 3, 2, name="center_odd"),
    )
    return era.model(x, outputs)


@model(needs=("CenterCrop",), lacks={era: "CenterCrop cannot enlarge here" for era in ("tf-2.3", "tf-2.6")})
def center_crop_larger(era):
    x = era.input((4, 5, 3))
    return era.model(x, era.layer("CenterCrop", 6, 7, name="larger")(x))


@model(needs=("Resizing",))
def resizing_interpolations(era):
    x = era.input((4, 5, 3))
    outputs = []
    for how in ("bicubic", "lanczos3", "lanczos5", "area", "gaussian", "mitchellcubic"):
        outputs += era.fan(x, era.layer("Resizing", 3, 7, interpolation=how, name=how))
    return era.model(x, outputs)


@model(needs=("RandomFlip",))
def random_layers(era):
    """At inference they pass the image on."""
    x = inputs = era.input((5, 6, 3))
    layers = [
        era.layer("RandomFlip", "horizontal", seed=3, name="flip"),
        era.layer("RandomRotation", 0.2, fill_mode="wrap", name="rotation"),
        era.layer("RandomTranslation", 0.1, (-0.2, 0.3), fill_mode="constant", name="translation"),
        era.layer("RandomZoom", 0.2, (0.1, 0.4), interpolation="nearest", name="zoom"),
        era.layer("RandomContrast", (0.3, 0.2), name="contrast"),
        era.layer("RandomBrightness", 0.3, value_range=(0.0, 1.0), name="brightness"),
    ]
    for layer in layers:
        x = layer(x) if layer is not None else x
    return era.model(inputs, [x, era.layer("Conv2D", 2, 3, name="conv")(x)])


@model(needs=("RandomCrop",), later=("RandomCrop at inference",))
def random_crop(era):
    x = era.input((6, 7, 3))
    return era.model(x, era.layer("RandomCrop", 4, 3, name="crop")(x))


@model(needs=("Discretization.bin_boundaries",))
def discretization(era):
    x = era.input((4,))
    bounds = [-0.9, -0.2, 0.3, 1.1]
    outputs = era.fan(
        x,
        era.layer("Discretization", bin_boundaries=bounds, name="int"),
        era.layer("Discretization", bin_boundaries=bounds, output_mode="multi_hot", name="multi_hot"),
        era.layer("Discretization", bin_boundaries=bounds, output_mode="count", name="count"),
    )
    return era.model(x, outputs)


@model(needs=("Discretization.bins",))
def discretization_bins(era):
    """As the experimental layer was called."""
    x = era.input((4,))
    return era.model(x, era.layer("Discretization", bins=[-0.9, -0.2, 0.3, 1.1], name="bins")(x))


@model(needs=("CategoryEncoding.max_tokens",))
def category_encoding_max_tokens(era):
    """As the experimental layer was called."""
    tokens = era.input((4,), data=np.array([[0, 2, 2, 4], [1, 3, 0, 1], [4, 4, 4, 2]], "int32"), dtype="int32")
    outputs = era.fan(
        tokens,
        era.layer("CategoryEncoding", max_tokens=5, output_mode="binary", name="binary"),
        era.layer("CategoryEncoding", max_tokens=6, output_mode="count", name="count"),
    )
    return era.model(tokens, outputs)


@model(needs=("Discretization.num_bins",), misread=NOT_FINAL)
def discretization_adapted(era):
    x = era.input((4,))
    seen = era.random.normal(size=(200, 4)).astype("float32")
    return era.model(x, adapted(era, "Discretization", seen, num_bins=5, epsilon=0.02, name="bins")(x))


@model(needs=("CategoryEncoding.num_tokens",))
def category_encoding(era):
    tokens = era.input((4,), data=np.array([[0, 2, 2, 4], [1, 3, 0, 1], [4, 4, 4, 2]], "int32"), dtype="int32")
    single = era.input((1,), data=np.array([[3], [0], [4]], "int32"), dtype="int32")
    outputs = era.fan(
        tokens,
        era.layer("CategoryEncoding", num_tokens=5, output_mode="multi_hot", name="multi_hot"),
        era.layer("CategoryEncoding", num_tokens=6, output_mode="count", name="count"),
    )
    outputs += era.fan(single, era.layer("CategoryEncoding", num_tokens=5, output_mode="one_hot", name="one_hot"))
    return era.model([tokens, single], outputs)


@model(needs=("CategoryEncoding.num_tokens", "CategoryEncoding.count_weights"))
def category_encoding_weights(era):
    tokens = era.input((4,), data=np.array([[0, 2, 2, 4], [1, 3, 0, 1], [4, 4, 4, 2]], "int32"), dtype="int32")
    weights = era.input((4,))
    layer = era.layer("CategoryEncoding", num_tokens=5, output_mode="count", name="count")
    return era.model([tokens, weights], layer(tokens, count_weights=weights))


@model(needs=("Hashing",), lacks={"tf-2.3": "its configuration gives the unsalted hash a salt"})
def hashing(era):
    words = era.input((3,), data=PICKS, dtype="string")
    outputs = era.fan(
        words,
        era.layer("Hashing", num_bins=11, name="farm"),
        era.layer("Hashing", num_bins=7, salt=[133, 137], name="salted"),
        era.layer("Hashing", num_bins=5, mask_value="", name="masked"),
        era.layer("Hashing", num_bins=6, output_mode="multi_hot", name="multi_hot"),
    )
    return era.model(words, outputs)


@model(needs=("Hashing.output_mode",))
def hashing_numbers(era):
    numbers = era.input((3,), data=np.array([[7, 0, 12], [101, 5, 7], [8, 9, 10]], "int64"), dtype="int64")
    outputs = era.fan(
        numbers,
        era.layer("Hashing", num_bins=13, name="int"),
        era.layer("Hashing", num_bins=5, output_mode="count", name="count"),
    )
    return era.model(numbers, outputs)


@model(needs=("HashedCrossing",))
def hashed_crossing(era):
    color = era.input((1,), data=np.array([["red"], ["blue"], ["green"]]), dtype="string")
    size = era.input((1,), data=np.array([[3], [1], [2]], "int64"), dtype="int64")
    outputs = era.fan(
        (color, size),
        era.layer("HashedCrossing", num_bins=7, name="int"),
        era.layer("HashedCrossing", num_bins=5, output_mode="one_hot", name="one_hot"),
    )
    return era.model([color, size], outputs)


NO_TABLES = {"tf-2.3": "it cannot save tables as HDF5"}


@model(needs=("StringLookup.vocabulary",), lacks=NO_TABLES)
def string_lookup(era):
    words = era.input((3,), data=PICKS, dtype="string")
    outputs = era.fan(
        words,
        era.layer("StringLookup", vocabulary=WORDS, name="int"),
        era.layer("StringLookup", vocabulary=WORDS, mask_token="", num_oov_indices=2, name="masked"),
        era.layer("StringLookup", vocabulary=WORDS, output_mode="multi_hot", name="multi_hot"),
        era.layer("StringLookup", vocabulary=WORDS, output_mode="count", num_oov_indices=2, name="count"),
        with_idf(era, "StringLookup", name="tf_idf"),
    )
    return era.model(words, outputs)


@model(needs=("IntegerLookup.vocabulary",), lacks=NO_TABLES)
def integer_lookup(era):
    data = np.array([[12, 7, 99], [36, 0, 12], [1138, 42, 36]], "int64")
    numbers = era.input((3,), data=data, dtype="int64")
    known = [12, 36, 1138, 42]
    outputs = era.fan(
        numbers,
        era.layer("IntegerLookup", vocabulary=known, name="int"),
        era.layer("IntegerLookup", vocabulary=known, mask_token=0, num_oov_indices=3, name="masked"),
        era.layer("IntegerLookup", vocabulary=known, output_mode="multi_hot", name="multi_hot"),
        era.layer("IntegerLookup", vocabulary=known, output_mode="count", name="count"),
    )
    return era.model(numbers, outputs)


@model(needs=("TextVectorization.vocabulary",), lacks=NO_TABLES)
def text_vectorization(era):
    text = era.input((1,), data=TEXTS, dtype="string")
    outputs = era.fan(
        text,
        era.layer("TextVectorization", vocabulary=WORDS, output_sequence_length=5, name="int"),
        era.layer("TextVectorization", vocabulary=WORDS, standardize=None, output_sequence_length=4, name="as_is"),
        era.layer("TextVectorization", vocabulary=WORDS, output_mode="multi_hot", name="multi_hot"),
        era.layer("TextVectorization", vocabulary=WORDS, output_mode="count", ngrams=2, name="count"),
        with_idf(era, "TextVectorization", name="tf_idf"),
    )
    return era.model(text, outputs)


@model(needs=("TextVectorization.vocabulary",), lacks=NO_TABLES)
def text_classifier(era):
    """The usual whole: raw text, a table, an embedding."""
    text = era.input((1,), data=TEXTS, dtype="string")
    x = era.layer("TextVectorization", vocabulary=WORDS, output_sequence_length=6)(text)
    x = era.layer("Embedding", 6, 4, mask_zero=True)(x)
    x = era.layer("LSTM", 3, recurrent_activation="sigmoid")(x)
    return era.model(text, era.layer("Dense", 2, activation="softmax")(x))
