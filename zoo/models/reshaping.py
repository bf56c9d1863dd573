"""Layers that move values: reshape, permute, repeat, crop, pad, enlarge."""

from __future__ import absolute_import

from models import model


@model()
def reshaping(era):
    x = era.input((4, 3, 2))
    outputs = era.fan(
        x,
        era.layer("Reshape", (2, 12), name="reshape"),
        era.layer("Reshape", (3, -1), name="reshape_rest"),
        era.layer("Permute", (3, 1, 2), name="permute"),
        era.layer("Flatten", name="flatten"),
        era.layer("Flatten", data_format="channels_first", name="flatten_channels_first"),
        era.layer("Cropping2D", ((1, 0), (0, 1)), name="crop"),
        era.layer("Cropping2D", (1, 1), name="crop_even"),
        era.layer("ZeroPadding2D", ((1, 2), (3, 0)), name="pad"),
        era.layer("ZeroPadding2D", (1, 2), data_format="channels_first", name="pad_channels_first"),
        era.layer("UpSampling2D", (2, 3), name="enlarge"),
        era.layer("UpSampling2D", (3, 2), data_format="channels_first", name="enlarge_channels_first"),
    )
    return era.model(x, outputs)


@model()
def reshaping_1d(era):
    x = era.input((5, 3))
    outputs = era.fan(
        x,
        era.layer("Cropping1D", (1, 2), name="crop"),
        era.layer("Cropping1D", 1, name="crop_even"),
        era.layer("ZeroPadding1D", (2, 1), name="pad"),
        era.layer("UpSampling1D", 3, name="enlarge"),
        era.layer("Permute", (2, 1), name="permute"),
    )
    vector = era.layer("Flatten", name="flatten")(x)
    outputs.append(era.layer("RepeatVector", 2, name="repeat")(vector))
    return era.model(x, outputs)


@model()
def reshaping_3d(era):
    x = era.input((4, 3, 5, 2))
    outputs = era.fan(
        x,
        era.layer("Cropping3D", ((1, 0), (0, 1), (2, 1)), name="crop"),
        era.layer("ZeroPadding3D", ((1, 0), (0, 2), (1, 1)), name="pad"),
        era.layer("UpSampling3D", (2, 1, 3), name="enlarge"),
    )
    return era.model(x, outputs)


@model(needs=("UpSampling2D.interpolation",), lacks={"tf-1.14": "its configuration forgets the interpolation"},
       later=("bilinear without half-pixel centres in TensorFlow 1",))
def upsampling_bilinear(era):
    if era.tf(2, 0):
        era.note = "half-pixel centres, as in Keras 3: nothing to change in this era"
    x = era.input((3, 4, 2))
    return era.model(x, era.layer("UpSampling2D", (2, 3), interpolation="bilinear", name="bilinear")(x))


@model(needs=("UpSampling2D.interpolation",),
       lacks={era: "nearest and bilinear only" for era in ("keras-2.2.4", "keras-2.3.1", "tf-1.14", "tf-2.0", "tf-2.3", "tf-2.6", "tf-2.10")})
def upsampling_interpolations(era):
    x = era.input((3, 4, 2))
    outputs = []
    for how in ("area", "bicubic", "lanczos3", "lanczos5"):
        outputs += era.fan(x, era.layer("UpSampling2D", (2, 3), interpolation=how, name=how))
    return era.model(x, outputs)
