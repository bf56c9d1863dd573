"""Arguments and inputs on which the same layer could compute something else."""

from __future__ import absolute_import

import numpy as np
from models import model

GATED = {"recurrent_activation": "sigmoid"}
OLD = {"recurrent_activation": "hard_sigmoid"}


@model(needs=("LayerNormalization",))
def normalization_axes(era):
    """Several axes at once, and the ways in which TensorFlow can be told to compute."""
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("BatchNormalization", axis=[3], name="axis_in_list"),
        era.layer("BatchNormalization", axis=-1, fused=False, name="not_fused"),
        era.layer("BatchNormalization", fused=True, epsilon=0.01, name="fused"),
        era.layer("LayerNormalization", axis=(-1,), epsilon=0.3, name="layer_tuple"),
        era.layer("LayerNormalization", axis=[-2, -1], epsilon=1e-6, name="layer_two"),
    )
    return era.model(x, outputs)


@model(needs=("BatchNormalization.fused",))
def normalization_two_axes(era):
    """Statistics of their own for each place and channel."""
    x = era.input((4, 3, 5))
    return era.model(x, era.layer("BatchNormalization", axis=[2, 3], name="two_axes")(x))


@model(needs=("BatchNormalization.virtual_batch_size",))
def normalization_virtual_batch(era):
    x = era.input((4, 3, 5), batch=4)
    return era.model(x, era.layer("BatchNormalization", virtual_batch_size=2, name="virtual")(x))


@model(needs=("Normalization",), lacks={"tf-2.3": "it divides by zero"})
def normalization_of_constants(era):
    """A feature that never changes, and one that hardly does."""
    data = era.normal((3,))
    seen = np.stack([np.full(40, 2.5), era.random.normal(0, 1e-4, 40), era.random.normal(1, 2, 40)], 1)
    layer = era.layer("Normalization", name="normalization")
    x = era.input((3,), data=data)
    layer.adapt(seen.astype("float32"))
    return era.model(x, era.keep(layer)(x))


@model()
def dot_of_small_vectors(era):
    """Vectors of length zero, and short ones. (Below 1e-6 Keras 3 computes something else, and the report says so.)"""
    scale = np.array([1e-3, 1e-5, 0.0], "float32").reshape(3, 1, 1)
    x = era.input((4, 3), data=(era.normal((4, 3)) * scale).astype("float32"))
    y = era.input((5, 3), data=era.normal((5, 3)))
    outputs = [era.layer("Dot", axes=2, normalize=True, name="dot")([x, y])]
    if era.has("UnitNormalization"):
        outputs.append(era.layer("UnitNormalization", name="unit")(x))
    return era.model([x, y], outputs)


@model()
def merging_by_stretching(era):
    """Lengths of one on either side, in every merging layer that has numbers."""
    x, row, column = era.input((4, 3)), era.input((1, 3)), era.input((4, 1))
    outputs = []
    for kind in ("Add", "Multiply", "Average", "Maximum"):
        layer = era.layer(kind, name=kind.lower())
        outputs.append(layer([x, row, column]))
    if era.has("Subtract"):
        outputs.append(era.layer("Subtract", name="subtract")([row, column]))
    return era.model([x, row, column], outputs)


@model()
def convolution_causal(era):
    """To the past only: dilated, with strides, and followed by what is padded on both sides."""
    x = era.input((11, 3))
    outputs = era.fan(
        x,
        era.layer("Conv1D", 2, 3, padding="causal", dilation_rate=2, name="dilated"),
        era.layer("Conv1D", 2, 3, padding="causal", strides=2, name="strides"),
        era.layer("Conv1D", 4, 2, padding="causal", dilation_rate=3, activation="relu", use_bias=False, name="far"),
        era.layer("Conv1D", 2, 4, padding="same", dilation_rate=2, name="even"),
        era.layer("Conv1D", 3, 4, padding="same", strides=3, name="same_strides"),
        era.layer("MaxPooling1D", 4, strides=3, padding="same", name="max"),
        era.layer("AveragePooling1D", 4, strides=3, padding="same", name="average"),
    )
    return era.model(x, outputs)


@model()
def padding_same(era):
    """Kernels and strides for which the zeros stand on one side more than on the other."""
    x = era.input((7, 10, 3))
    outputs = era.fan(
        x,
        era.layer("Conv2D", 2, (4, 3), strides=(3, 2), padding="same", name="conv"),
        era.layer("Conv2D", 2, (2, 5), dilation_rate=(3, 1), padding="same", name="dilated"),
        era.layer("Conv2DTranspose", 2, (3, 4), strides=(2, 3), padding="same", name="transpose"),
        era.layer("Conv2DTranspose", 2, (2, 3), strides=(3, 2), padding="same", name="transpose_small"),
        era.layer("Conv2DTranspose", 2, (4, 3), strides=(1, 2), padding="valid", name="transpose_valid"),
        era.layer("SeparableConv2D", 4, (4, 2), strides=(2, 2), depth_multiplier=2, padding="same", name="separable"),
        era.layer("DepthwiseConv2D", (2, 4), strides=(3, 3), depth_multiplier=2, padding="same", name="depthwise"),
        era.layer("MaxPooling2D", (3, 4), strides=(2, 3), padding="same", name="max"),
        era.layer("AveragePooling2D", (4, 3), strides=(3, 2), padding="same", name="average"),
    )
    return era.model(x, outputs)


@model()
def channels_first_shapes(era):
    """Layers without numbers of their own, told that channels come first."""
    x = era.input((3, 4, 5))
    first = {"data_format": "channels_first"}
    outputs = era.fan(
        x,
        era.layer("Flatten", name="flatten", **first),
        era.layer("GlobalAveragePooling2D", name="average", **first),
        era.layer("GlobalMaxPooling2D", name="max", **first),
        era.layer("ZeroPadding2D", ((1, 0), (2, 1)), name="padding", **first),
        era.layer("Cropping2D", ((1, 0), (2, 1)), name="cropping", **first),
        era.layer("UpSampling2D", (2, 3), name="upsampling", **first),
        era.layer("Permute", (3, 1, 2), name="permute"),
        era.layer("Reshape", (-1, 3), name="reshape"),
    )
    return era.model(x, outputs)


@model()
def recurrent_backwards(era):
    """Backwards, unrolled and with states kept, each with a mask."""
    tokens = era.tokens(6, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    every = {"return_sequences": True}
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, go_backwards=True, name="lstm_back", **dict(OLD, **every)),
        era.layer("GRU", 3, go_backwards=True, name="gru_back", **OLD),
        era.layer("SimpleRNN", 2, go_backwards=True, unroll=True, name="simple_unrolled", **every),
        era.layer("LSTM", 2, unroll=True, implementation=1, name="lstm_unrolled", **dict(GATED, **every)),
        era.layer("GRU", 2, unroll=True, implementation=2, use_bias=False, name="gru_unrolled", **GATED),
    )
    return era.model(tokens, outputs)


@model()
def bidirectional_merges(era):
    """Every way to merge two directions that end in a last output, behind a mask."""
    tokens = era.tokens(6, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    outputs = []
    for mode in ("concat", "sum", "mul", "ave", None):
        inner = era.layer("GRU", 2, **OLD) if mode in ("sum", "ave") else era.layer("LSTM", 3, **GATED)
        layer = era.layer("Bidirectional", inner, merge_mode=mode, name="both_" + str(mode).lower())
        outputs += era.fan(x, layer)
    return era.model(tokens, outputs)


@model()
def gru_biases(era):
    """Reset before and after, with one bias and two, by every implementation."""
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("GRU", 3, name="default"),
        era.layer("GRU", 3, implementation=1, name="one", **OLD),
        era.layer("GRU", 3, implementation=2, name="two", **GATED),
        era.layer("GRU", 2, reset_after=True, name="after", **GATED),
        era.layer("GRU", 2, reset_after=False, name="before", **OLD),
        era.layer("GRU", 2, reset_after=True, use_bias=False, name="no_bias", **GATED),
        era.layer("LSTM", 3, name="lstm_default"),
        era.layer("LSTM", 3, unit_forget_bias=False, use_bias=False, name="lstm_no_bias", **OLD),
    )
    return era.model(x, outputs)


@model(lacks={era: "it runs no half precision of this kind" for era in ("keras-2.2.4", "keras-2.3.1", "keras-2.0.8")})
def dtypes_in_layers(era):
    """Layers with a dtype of their own in a float32 model."""
    x = era.input((4, 5))
    wide = era.layer("Dense", 3, dtype="float64", name="wide")(x)
    outputs = [wide]
    if era.tf(2, 0):
        outputs.append(era.layer("LSTM", 2, dtype="float64", name="lstm", **GATED)(wide))
        outputs.append(era.layer("LayerNormalization", dtype="float64", epsilon=1e-9, name="norm")(wide))
    return era.model(x, outputs)


@model()
def activations_by_name(era):
    """Names that mean something else, or that not every version knows."""
    x = era.input((4, 5))
    outputs = []
    for name in ("hard_sigmoid", "softmax", "softplus", "softsign", "elu", "selu", "exponential", "swish", "gelu",
                 "relu", "tanh", "linear", "mish"):
        try:
            era.keras.activations.get(name)
        except ValueError:
            continue
        outputs.append(era.layer("Dense", 3, activation=name, name="dense_" + name)(x))
        outputs.append(era.layer("Activation", name, name="layer_" + name)(x))
    outputs.append(era.layer("Conv1D", 3, 2, activation="softmax", name="conv_softmax")(x))
    outputs.append(era.layer("Embedding", 9, 3, name="embedded")(era.tokens(4, 9)))
    return era.model([one for one, _data in era.fed], outputs)


@model()
def masking_of_other_ranks(era):
    """Masking of vectors, whose mask nothing uses, and of images in time."""
    rows = era.normal((5,))
    rows[1] = 0.25
    frames = era.normal((4, 3, 2))
    frames[0, 0], frames[2, 1:3] = 0.25, 0.25
    x, y = era.input((5,), data=rows), era.input((4, 3, 2), data=frames)
    masked = era.layer("Masking", 0.25, name="frames")(y)
    outputs = [era.layer("Masking", 0.25, name="rows")(x), masked]
    return era.model([x, y], outputs)
