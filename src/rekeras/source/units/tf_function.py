"""Functions need no ``tf.function``: Keras compiles what it runs."""

from __future__ import annotations

from rekeras.source._unit import Unit

unit = Unit(__name__)
unit.decorators |= {
    "tensorflow.function",
    "tensorflow.autograph.experimental.do_not_convert",
    "tensorflow.__internal__.tracking.no_automatic_dependency_tracking",
    "tensorflow.training.tracking.base.no_automatic_dependency_tracking",
    "tensorflow.Module.with_name_scope",
    "keras.legacy.interfaces.legacy_recurrent_support",
    "keras.legacy.interfaces.legacy_dense_support",
    "keras.legacy.interfaces.legacy_conv2d_support",
}
