"""Initializers of TensorFlow are those of Keras."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from rekeras.source._sites import Call, Reference
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

CLASSES: Mapping[str, tuple[str, str]] = {
    "constant_initializer": ("Constant", "value"),
    "glorot_normal_initializer": ("GlorotNormal", "seed"),
    "glorot_uniform_initializer": ("GlorotUniform", "seed"),
    "ones_initializer": ("Ones", ""),
    "orthogonal_initializer": ("Orthogonal", "gain seed"),
    "random_normal_initializer": ("RandomNormal", "mean stddev seed"),
    "random_uniform_initializer": ("RandomUniform", "minval maxval seed"),
    "truncated_normal_initializer": ("TruncatedNormal", "mean stddev seed"),
    "variance_scaling_initializer": ("VarianceScaling", "scale mode distribution seed"),
    "zeros_initializer": ("Zeros", ""),
    "contrib.layers.xavier_initializer": ("GlorotUniform", ""),
    "contrib.layers.xavier_initializer_conv2d": ("GlorotUniform", ""),
    "contrib.layers.variance_scaling_initializer": ("HeNormal", ""),
}
"""The class of Keras, and its arguments in order."""
NAMES = {f"tensorflow.{name}": name for name in CLASSES}
NAMES |= {f"tensorflow.keras.initializers.{name}": name for name in CLASSES if "." not in name}
SPACES = {f"tensorflow.initializers.{name.removesuffix('_initializer')}": name for name in CLASSES if "." not in name}


@unit.call(*NAMES, *SPACES)
def initializer(call: Call) -> Expression:
    name = NAMES.get(call.name) or SPACES[call.name]
    class_name, signature = CLASSES[name]
    given = call.bind(f"{signature} * dtype seed partition_info" if "seed" not in signature else f"{signature} * dtype")
    given.pop("dtype", None)
    if name in ("ones_initializer", "zeros_initializer", "constant_initializer"):
        given.pop("seed", None)
    return call.to(f"keras.initializers.{class_name}", **given)


@unit.reference(*NAMES, *SPACES)
def initializer_class(place: Reference) -> Expression:
    name = NAMES.get(place.name) or SPACES[place.name]
    return cst.parse_expression(place.file.spelled(f"keras.initializers.{CLASSES[name][0]}"))
