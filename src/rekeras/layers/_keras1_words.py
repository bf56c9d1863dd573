"""What Keras 1 called classes, arguments and their values, in the words of Keras 2.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
https://github.com/keras-team/keras/blob/2.0.9/keras/legacy/interfaces.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.layers._keras1_objects import FIXED, constraint, regularizer

CLASSES = {
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
    "Convolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "Convolution3D": "Conv3D",
    "Deconvolution2D": "Conv2DTranspose",
    "SeparableConvolution2D": "SeparableConv2D",
    "TimeDistributedDense": "Dense",
}
SAME_NAME = frozenset(
    {
        *("Dense", "Embedding", "InputLayer", "Dropout", "GaussianDropout", "GaussianNoise", "PReLU"),
        *("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "BatchNormalization"),
        *("SimpleRNN", "GRU", "LSTM", "ConvLSTM2D", "LocallyConnected1D", "LocallyConnected2D"),
        *("MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D"),
        *("GlobalMaxPooling2D", "GlobalAveragePooling2D", "GlobalMaxPooling3D", "GlobalAveragePooling3D"),
        *("UpSampling1D", "UpSampling2D", "UpSampling3D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D"),
        *("Cropping2D", "Cropping3D"),
    }
)
"""Classes that kept their name and changed their arguments."""
REMOVED = frozenset({"Highway", "MaxoutDense", "Merge", "ParametricSoftplus", "SReLU"})
"""Classes that Keras 2 did not have any more."""

KEYS = {
    "W_constraint": "kernel_constraint",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "atrous_rate": "dilation_rate",
    "b_constraint": "bias_constraint",
    "b_regularizer": "bias_regularizer",
    "bias": "use_bias",
    "border_mode": "padding",
    "dim_ordering": "data_format",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "forget_bias_init": "unit_forget_bias",
    "init": "kernel_initializer",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "length": "size",
    "nb_filter": "filters",
    "output_dim": "units",
    "p": "rate",
    "pool_length": "pool_size",
    "sigma": "stddev",
    "stride": "strides",
    "subsample": "strides",
    "subsample_length": "strides",
}
OF_CLASS = {
    "Embedding": {
        "W_constraint": "embeddings_constraint",
        "W_regularizer": "embeddings_regularizer",
        "init": "embeddings_initializer",
        "input_dim": "input_dim",
        "input_length": "input_length",
        "output_dim": "output_dim",
    },
    "InputLayer": {"input_dtype": "dtype"},
    "PReLU": {"init": "alpha_initializer"},
}
KERNEL_SIZES = ("filter_length", "nb_row", "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3")
DROPPED = ("consume_less", "input_dim", "input_dtype", "input_length")
"""How a recurrent layer computes, and what `batch_input_shape` says as well."""

TELLING = frozenset({*KEYS, *KERNEL_SIZES, "consume_less", "input_dtype", "mode", "nb_feature"})
"""Keys that no layer of Keras 2 has."""

_ORDERINGS = {"tf": "channels_last", "th": "channels_first"}


def is_keras_1(layer: Layer) -> bool:
    """Whether the config of a layer of Keras's own is in the words of Keras 1."""
    name = layer.class_name
    if layer.package or layer.is_model:
        return False
    if name in CLASSES or name in REMOVED:
        return True
    if isinstance(layer.config.get("padding"), Mapping):
        return True
    telling = TELLING - {"output_dim"} if name == "Embedding" else TELLING
    return name in SAME_NAME and not telling.isdisjoint(layer.config)


def in_keras_2_words(layer: Layer) -> Layer:
    """The layer under the class and argument names of Keras 2, with its weights as they are."""
    names = KEYS | OF_CLASS.get(layer.class_name, {})
    config: dict[str, Any] = {}
    for key, value in layer.config.items():
        new = names.get(key, key)
        if key not in KERNEL_SIZES and (key not in DROPPED or key in names):
            config[new] = _value(new, value)
    if sizes := [layer.config[key] for key in KERNEL_SIZES if key in layer.config]:
        config["kernel_size"] = sizes
    special = _SPECIAL.get(layer.class_name)
    class_name = CLASSES.get(layer.class_name, layer.class_name)
    fixed = FIXED.get(class_name, {})
    return replace(layer, class_name=class_name, config={**fixed, **(special(config) if special else config)})


def _value(key: str, value: Any) -> Any:
    """A value in Keras 2's form, by its new key."""
    if key == "data_format":
        return _ORDERINGS.get(value, value)
    if key == "unit_forget_bias":
        return value == "one"
    if key.endswith("_regularizer"):
        return regularizer(value)
    if key.endswith("_constraint"):
        return constraint(value)
    return value


def _conv_1d(config: dict[str, Any]) -> dict[str, Any]:
    """Keras 2 writes lists of one."""
    listed = {key: [config[key]] for key in ("strides", "dilation_rate") if isinstance(config.get(key), int)}
    return config | listed


def _embedding(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key != "dropout"}


def _batch_normalization(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key != "mode"}


def _padding_1d(config: dict[str, Any]) -> dict[str, Any]:
    padding = config.get("padding")
    if isinstance(padding, Mapping):
        return config | {"padding": [padding.get("left_pad", 0), padding.get("right_pad", 0)]}
    return config


def _padding_2d(config: dict[str, Any]) -> dict[str, Any]:
    padding = config.get("padding")
    if isinstance(padding, Mapping):
        padding = [padding.get(f"{side}_pad", 0) for side in ("top", "bottom", "left", "right")]
    if isinstance(padding, list | tuple) and len(padding) == 4:
        return config | {"padding": [list(padding[:2]), list(padding[2:])]}
    return config


_SPECIAL: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "AtrousConvolution1D": _conv_1d,
    "BatchNormalization": _batch_normalization,
    "Convolution1D": _conv_1d,
    "Embedding": _embedding,
    "LocallyConnected1D": _conv_1d,
    "ZeroPadding1D": _padding_1d,
    "ZeroPadding2D": _padding_2d,
}
