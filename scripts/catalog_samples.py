"""What `observe_keras.py` builds each class with, and what it calls it on."""

from __future__ import annotations

import re
from typing import Any

from keras import layers

# By argument name: what constructors require. What makes a layer have every variable it can have is RICH.
ARGUMENTS = {
    "activation": "relu", "axes": 1, "batch_shape": (None, 4), "bin_boundaries": [0.0, 1.0], "cropping": 1,
    "dims": [2, 1], "cell": lambda: layers.LSTMCell(3), "cells": lambda: [layers.LSTMCell(3), layers.GRUCell(2)],
    "equation": "ab,bc->ac", "factor": 0.2, "filters": 4, "function": lambda: len, "groups": 2, "head_dim": 4,
    "height": 6, "height_factor": 0.2, "input_dim": 7, "kernel_size": 3, "key_dim": 4,
    "layer": lambda: layers.LSTM(3), "layers": [], "max_number": 5, "max_tokens": 9, "n": 3, "num_bins": 8,
    "num_heads": 2, "num_key_value_heads": 1, "num_mel_bins": 8, "num_tokens": 6, "num_query_heads": 2,
    "output_dim": 5, "output_shape": 3, "output_size": 2, "pool_size": 2, "rate": 0.25, "scale": 0.5,
    "sequence_length": 20, "size": 2, "source": lambda: layers.Dense(3), "stddev": 0.1, "target_shape": [6, 8],
    "units": 3, "value": 0.5, "value_range": (0, 255), "width": 6, "width_factor": 0.3,
}  # fmt: skip
SPECIAL: dict[str, dict[str, Any]] = {
    "CategoryEncoding": {"num_tokens": 6},
    "Discretization": {"bin_boundaries": [0.0, 1.0]},
    "EinsumDense": {"bias_axes": "c"},
    "GroupNormalization": {"groups": 2},
    "Hashing": {"num_bins": 5},
    "InputLayer": {"batch_shape": (None, 4)},
    "IntegerLookup": {"vocabulary": [3, 5]},
    "RandomPosterization": {"factor": 4},
    "SpectralNormalization": {"layer": lambda: layers.Dense(3)},
    "StringLookup": {"vocabulary": ["a", "b"]},
    "TextVectorization": {"vocabulary": ["a", "b"]},
    "TimeDistributed": {"layer": lambda: layers.Dense(3)},
}
RICH = dict.fromkeys(("use_bias", "renorm", "use_gate", "use_scale", "scale", "center"), True) | {
    "score_mode": "concat"
}

MERGING = ("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract")

# Shapes that classes are called on; a list where the first argument is a list.
ROW, SEQUENCE, CROSS, STATE = (2, 48), (2, 5, 6), ((2, 5, 6), (2, 7, 6)), (2, 3)
INPUTS: dict[str, tuple[Any, ...]] = {
    "Attention": ([*CROSS],), "AdditiveAttention": ([*CROSS],), "MultiHeadAttention": CROSS,
    "GroupedQueryAttention": CROSS, "Embedding": ((2, 5),), "ReversibleEmbedding": ((2, 5),), "Dense": (ROW,),
    "EinsumDense": (ROW,), "Reshape": (ROW,), "RepeatVector": (ROW,), "SpectralNormalization": (ROW,),
    "Permute": (SEQUENCE,), "LSTM": (SEQUENCE,), "GRU": (SEQUENCE,), "SimpleRNN": (SEQUENCE,), "RNN": (SEQUENCE,),
    "Bidirectional": (SEQUENCE,), "TimeDistributed": (SEQUENCE,), "SimpleRNNCell": (ROW, STATE),
    "GRUCell": (ROW, STATE), "LSTMCell": (ROW, [STATE, STATE]), "StackedRNNCells": (ROW, [[STATE, STATE], (2, 2)]),
    "ConvLSTM1D": ((2, 5, 8, 6),), "ConvLSTM2D": ((2, 5, 8, 7, 6),), "ConvLSTM3D": ((2, 5, 8, 7, 9, 6),),
    **{name: ([ROW, ROW],) for name in MERGING},
}  # fmt: skip
BY_RANK = re.compile(
    r".*(Conv|Pooling|Cropping|ZeroPadding|UpSampling|Normalization|SpatialDropout)|(P|Leaky)?RE?LU$", re.I
)
