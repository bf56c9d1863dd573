"""Config keys that old files may lack, and whose absence meant what Keras 3 takes it for.

Whatever is not listed here must stand in the config after the rules, or the model is refused. A test goes through the
configs of every old Keras.
"""

from __future__ import annotations

EVERYWHERE = frozenset(
    {
        "name",  # stands beside the config
        "dtype",  # the default policy; the rule dtype_policy has looked at the weights
        "trainable",
        "autocast",
        "activity_regularizer",
        "seed",
        # additions of Keras 3 that do nothing unless asked for
        "lora_rank",
        "lora_alpha",
        "quantization_config",
        "gptq_unpacked_column_size",
        "bounding_box_format",
        "zero_output_for_mask",
        "use_cudnn",
        "weights",
        "factor",
    }
)

_GROUPS = frozenset({"groups"})  # 1 before TensorFlow 2.3 had them
_KEEPDIMS = frozenset({"keepdims"})  # False before TensorFlow 2.6 had them
_TRANSPOSED = frozenset({"dilation_rate", "output_padding"})  # none before Keras 2.2
_STATE = frozenset({"return_state"})  # False before Keras 2.0.5 had it
_FILL = frozenset({"fill_value"})
_LOOKUP = frozenset({"idf_weights", "output_mode", "pad_to_max_tokens", "sparse", "salt", "oov_method"}) | {
    "vocabulary"  # refused by the rule lookup_vocabulary
}

BY_CLASS: dict[str, frozenset[str]] = {
    "AdditiveAttention": frozenset({"dropout", "score_mode", "use_scale"}),
    "AlphaDropout": frozenset({"noise_shape"}),
    "Attention": frozenset({"dropout", "score_mode", "use_scale"}),
    "BatchNormalization": frozenset({"renorm", "renorm_clipping", "renorm_momentum", "synchronized"}),
    "Conv1D": _GROUPS,
    "Conv2D": _GROUPS,
    "Conv3D": _GROUPS,
    "ConvLSTM2D": _STATE | {"unroll"},
    "Conv2DTranspose": _TRANSPOSED,
    "Conv3DTranspose": _TRANSPOSED,
    "Discretization": frozenset({"epsilon", "num_bins", "output_mode", "sparse"}),
    "Dropout": frozenset({"noise_shape"}),
    "GRU": _STATE,
    "GlobalAveragePooling1D": _KEEPDIMS,
    "GlobalAveragePooling2D": _KEEPDIMS,
    "GlobalAveragePooling3D": _KEEPDIMS,
    "GlobalMaxPooling1D": _KEEPDIMS,
    "GlobalMaxPooling2D": _KEEPDIMS,
    "GlobalMaxPooling3D": _KEEPDIMS,
    "Hashing": frozenset({"mask_value", "output_mode", "sparse"}),
    # one of shape, batch_shape and input_tensor is enough
    "InputLayer": frozenset({"shape", "batch_size", "input_tensor", "optional", "ragged", "sparse"}),
    "IntegerLookup": _LOOKUP | {"max_tokens", "vocabulary_dtype", "vocabulary_size"},
    "Lambda": frozenset({"mask"}),
    "LSTM": _STATE,
    "LayerNormalization": frozenset({"rms_scaling", "beta_constraint", "gamma_constraint"}),  # none in TensorFlow.js
    "MultiHeadAttention": frozenset({"flash_attention", "sliding_window", "use_gate"}),
    "Normalization": frozenset({"invert", "mean", "variance"}),
    "RandomContrast": frozenset({"value_range"}),
    "RandomRotation": _FILL,
    "RandomTranslation": _FILL,
    "RandomZoom": _FILL,
    "ReLU": frozenset({"negative_slope", "threshold"}),
    "Resizing": frozenset({"antialias", "crop_to_aspect_ratio", "fill_mode", "fill_value", "pad_to_aspect_ratio"}),
    "SeparableConv2D": frozenset(
        {"depth_multiplier"}
    ),  # TensorFlow.js forgets it; the kernel's shape must be that of 1
    "SimpleRNN": _STATE,
    "StringLookup": _LOOKUP | {"vocabulary_size"},
    "TextVectorization": frozenset({"encoding", "idf_weights", "ragged", "sparse", "vocabulary", "vocabulary_size"}),
    "UpSampling2D": frozenset({"interpolation"}),
}


def means_default(class_name: str, key: str) -> bool:
    """Whether the absence of a key in this class always meant the value that Keras 3 takes it for."""
    return key in EVERYWHERE or key in BY_CLASS.get(class_name, frozenset())
