"""Pooling: local and global, of one to three dimensions."""

from __future__ import absolute_import

from models import model


@model()
def pooling_1d(era):
    x = era.input((9, 4))
    outputs = []
    for kind in ("Max", "Average"):
        outputs += era.fan(
            x,
            era.layer(kind + "Pooling1D", 2, name=kind + "_valid"),
            era.layer(kind + "Pooling1D", 3, strides=2, padding="same", name=kind + "_same"),
            era.layer("Global" + kind + "Pooling1D", name=kind + "_global"),
            era.layer("Global" + kind + "Pooling1D", keepdims=True, name=kind + "_keepdims"),
            era.layer("Global" + kind + "Pooling1D", data_format="channels_first", name=kind + "_channels_first"),
        )
    return era.model(x, outputs)


@model()
def pooling_2d(era):
    x = era.input((9, 7, 4))
    outputs = []
    for kind in ("Max", "Average"):
        outputs += era.fan(
            x,
            era.layer(kind + "Pooling2D", (2, 3), name=kind + "_valid"),
            era.layer(kind + "Pooling2D", (3, 2), strides=(1, 2), padding="same", name=kind + "_same"),
            era.layer("Global" + kind + "Pooling2D", name=kind + "_global"),
            era.layer("Global" + kind + "Pooling2D", keepdims=True, name=kind + "_keepdims"),
            era.layer("Global" + kind + "Pooling2D", data_format="channels_first", name=kind + "_channels_first"),
        )
    return era.model(x, outputs)


@model()
def pooling_3d(era):
    x = era.input((3, 5, 4, 2))
    outputs = []
    for kind in ("Max", "Average"):
        outputs += era.fan(
            x,
            era.layer(kind + "Pooling3D", (2, 3, 1), name=kind + "_valid"),
            era.layer("Global" + kind + "Pooling3D", name=kind + "_global"),
            era.layer("Global" + kind + "Pooling3D", keepdims=True, name=kind + "_keepdims"),
        )
    outputs += era.fan(x, era.layer("MaxPooling3D", 2, strides=(1, 2, 3), padding="same", name="Max_same"))
    return era.model(x, outputs)


@model()
def average_pooling_3d_same(era):
    x = era.input((3, 5, 4, 2))
    return era.model(x, era.layer("AveragePooling3D", 2, strides=(1, 2, 3), padding="same", name="same")(x))


@model()
def pooling_masked(era):
    """A global average over time counts only the steps that the mask keeps."""
    tokens = era.tokens(6, 8)
    x = era.layer("Embedding", 8, 3, mask_zero=True)(tokens)
    if not era.standalone or era.number >= (2, 3):
        x = era.layer("GlobalAveragePooling1D")(x)
    else:
        era.note = "GlobalAveragePooling1D takes no mask here: an LSTM stands in its place"
        x = era.layer("LSTM", 3, recurrent_activation="sigmoid")(x)
    return era.model(tokens, era.layer("Dense", 2)(x))
