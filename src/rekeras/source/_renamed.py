"""Things of Keras that have another name in Keras 3 and are otherwise the same."""

from __future__ import annotations

from functools import cache
from typing import Final

OF: Final = {
    "constraints": {"maxnorm": "max_norm", "nonneg": "non_neg", "unitnorm": "unit_norm"},
    "initializers": {
        "normal": "RandomNormal",
        "one": "Ones",
        "uniform": "RandomUniform",
        "zero": "Zeros",
    },
    "layers": {
        "AtrousConvolution1D": "Conv1D",
        "AtrousConvolution2D": "Conv2D",
        "Convolution1D": "Conv1D",
        "Convolution1DTranspose": "Conv1DTranspose",
        "Convolution2D": "Conv2D",
        "Convolution2DTranspose": "Conv2DTranspose",
        "Convolution3D": "Conv3D",
        "Convolution3DTranspose": "Conv3DTranspose",
        "CuDNNGRU": "GRU",
        "CuDNNLSTM": "LSTM",
        "Deconvolution2D": "Conv2DTranspose",
        "Deconvolution3D": "Conv3DTranspose",
        "SeparableConvolution1D": "SeparableConv1D",
        "SeparableConvolution2D": "SeparableConv2D",
        "SyncBatchNormalization": "BatchNormalization",
    },
    "losses": {
        "KLD": "kl_divergence",
        "MAE": "mean_absolute_error",
        "MAPE": "mean_absolute_percentage_error",
        "MSE": "mean_squared_error",
        "MSLE": "mean_squared_logarithmic_error",
        "kld": "kl_divergence",
        "kullback_leibler_divergence": "kl_divergence",
        "logcosh": "log_cosh",
        "mae": "mean_absolute_error",
        "mape": "mean_absolute_percentage_error",
        "mse": "mean_squared_error",
        "msle": "mean_squared_logarithmic_error",
    },
    "optimizers": {
        "adadelta": "Adadelta",
        "adagrad": "Adagrad",
        "adam": "Adam",
        "adamax": "Adamax",
        "nadam": "Nadam",
        "rmsprop": "RMSprop",
        "sgd": "SGD",
    },
    "regularizers": {"WeightRegularizer": "L1L2", "activity_l1": "l1", "activity_l2": "l2", "l1l2": "l1_l2"},
    "utils": {"plot": "plot_model"},
}
"""By module: the old name, the new one."""

MOVED: Final = {
    "keras.backend.CustomObjectScope": "keras.saving.CustomObjectScope",
    "keras.mixed_precision.experimental.Policy": "keras.mixed_precision.Policy",
    "keras.mixed_precision.experimental.set_policy": "keras.mixed_precision.set_global_policy",
    "keras.mixed_precision.experimental.global_policy": "keras.mixed_precision.dtype_policy",
    "keras.mixed_precision.global_policy": "keras.mixed_precision.dtype_policy",
    "keras.preprocessing.image.load_img": "keras.utils.load_img",
    "keras.preprocessing.image.save_img": "keras.utils.save_img",
    "keras.preprocessing.image.img_to_array": "keras.utils.img_to_array",
    "keras.preprocessing.image.array_to_img": "keras.utils.array_to_img",
    "keras.preprocessing.sequence.pad_sequences": "keras.utils.pad_sequences",
    **{
        f"keras.utils.{name}": f"keras.saving.{name}"
        for name in (
            *("CustomObjectScope", "custom_object_scope", "deserialize_keras_object", "get_custom_objects"),
            *("get_registered_name", "get_registered_object", "register_keras_serializable", "serialize_keras_object"),
        )
    },
}
"""What stands in another module now."""

TABLE: Final = {
    **{
        f"keras.{module}.{old}": f"keras.{module}.{new}"
        for module, names in {**OF, "metrics": OF["losses"]}.items()
        for old, new in names.items()
    },
    **MOVED,
}


@cache
def renamed(name: str) -> str:
    """What Keras 3 calls this; the name itself where it is the same, or gone."""
    head, rest = name, ""
    while "." in head:
        if head in TABLE:
            return TABLE[head] + rest
        head, _, last = head.rpartition(".")
        rest = f".{last}{rest}"
    return name
