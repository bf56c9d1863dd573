"""Numbers, one by one: most of ``tf.math``, comparisons, logic; what the lexicon says of operators holds here, too."""

from __future__ import annotations

from rekeras.keras3.operations import operations
from rekeras.lexicon.arithmetic import BINARY, UNARY
from rekeras.lexicon.comparison import COMPARISONS
from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given

family = Family()


def _of_the_lexicon(names: str) -> str:
    return " ".join(f"tf.{name}" for name in names.split() if not name.startswith(("__", "compat.")))


SHORTER = {"Absolute": "abs"}
"""Operations of which Keras 3 has another name that reads better."""

for _operation, (_names, _raw) in UNARY.items():
    family.on(_of_the_lexicon(_names), "x", f"ops.{SHORTER.get(_operation) or operations()[_operation].function}(x)")


for _operation, (_names, _raw) in {**BINARY, **COMPARISONS}.items():
    family.on(_of_the_lexicon(_names), "x, y", f"ops.{operations()[_operation].function}(x, y)")


for _name in ("abs", "square", "exp", "log", "round", "sign", "sin", "cos"):
    family.on(f"K.{_name}", "x", f"ops.{_name}(x)")


for _name in ("maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal"):
    family.on(f"K.{_name}", "x, y", f"ops.{_name}(x, y)")


family.on("K.lesser tf.lesser", "x, y", "ops.less(x, y)")
family.on("K.lesser_equal", "x, y", "ops.less_equal(x, y)")
family.on("tf.mul", "x, y", "ops.multiply(x, y)")
family.on("tf.sub", "x, y", "ops.subtract(x, y)")
family.on("tf.neg", "x", "ops.negative(x)")
family.on("tf.inv", "x", "ops.reciprocal(x)")
family.on("tf.math.maximum", "x, y", "ops.maximum(x, y)")
family.on("tf.math.minimum", "x, y", "ops.minimum(x, y)")
family.on("tf.math.atan2", "y, x", "ops.arctan2(y, x)")
family.on("tf.math.logical_not", "x", "ops.logical_not(x)")
family.on("tf.math.is_finite", "x", "ops.isfinite(x)")
family.on("tf.math.is_inf", "x", "ops.isinf(x)")
family.on("tf.math.is_nan", "x", "ops.isnan(x)")
family.on("tf.math.truediv tf.math.divide tf.realdiv", "x, y", "ops.divide(x, y)")
family.on("tf.math.squared_difference", "x, y", "ops.square(x - y)")
family.on("tf.math.erfc", "x", "1.0 - ops.erf(x)")
family.on("tf.math.multiply_no_nan", "x, y", "ops.where(ops.equal(y, 0), 0.0, x * y)")
family.on("tf.math.reciprocal_no_nan", "x", "ops.divide_no_nan(1.0, x)")
family.on("tf.math.xlogy", "x, y", "ops.where(ops.equal(x, 0), 0.0, x * ops.log(ops.where(ops.equal(x, 0), 1.0, y)))")
family.on("tf.math.xdivy", "x, y", "ops.where(ops.equal(x, 0), 0.0, x / ops.where(ops.equal(x, 0), 1.0, y))")
family.on("tf.math.scalar_mul tf.scalar_mul", "scalar, x", "scalar * x")
family.on("tf.math.add_n tf.math.accumulate_n", "inputs", "sum(inputs)")
family.on("K.pow", "x, a", "ops.power(x, a)")
family.on("K.sqrt", "x", "ops.sqrt(ops.maximum(x, 0.0))")
family.on("tf.clip_by_value", "t, clip_value_min, clip_value_max", "ops.clip(t, clip_value_min, clip_value_max)")
family.on(
    "tf.clip_by_norm",
    "t, clip_norm, axes: axes = None",
    "t * clip_norm / ops.maximum(ops.sqrt(ops.sum(ops.square(t), axis=axes, keepdims=True)), clip_norm)",
)
family.on("tf.bitwise.bitwise_and", "x, y", "ops.bitwise_and(x, y)")
family.on("tf.bitwise.bitwise_or", "x, y", "ops.bitwise_or(x, y)")
family.on("tf.bitwise.bitwise_xor", "x, y", "ops.bitwise_xor(x, y)")
family.on("tf.bitwise.invert", "x", "ops.bitwise_not(x)")
family.on("tf.bitwise.left_shift", "x, y", "ops.left_shift(x, y)")
family.on("tf.bitwise.right_shift", "x, y", "ops.right_shift(x, y)")


@family.by("K.clip", "x, min_value=None, max_value=None")
def clip(given: Given) -> str:
    """Not smaller, not larger; without an end where None is given."""
    if not given.has("max_value"):
        return "ops.maximum(x, min_value)"
    return "ops.clip(x, min_value, max_value)" if given.has("min_value") else "ops.minimum(x, max_value)"


family.refuse(
    "tf.div",
    "of whole numbers it is a whole number, of others not, and the source does not say which they are",
    "write ops.divide(x, y) or ops.floor_divide(x, y)",
)
family.refuse(
    "tf.math.angle tf.math.imag tf.math.conj tf.complex tf.math.complex_abs tf.signal.*",
    "complex numbers are not the same on every backend",
    "see keras.ops.fft, keras.ops.rfft and keras.ops.stft, which take pairs of real and imaginary parts",
)
family.refuse(
    "tf.math.lgamma tf.math.digamma tf.math.polygamma tf.math.lbeta tf.math.igamma tf.math.igammac tf.math.zeta "
    "tf.math.betainc tf.math.bessel_i0 tf.math.bessel_i1 tf.math.bessel_i0e tf.math.bessel_i1e tf.math.nextafter "
    "tf.math.polyval tf.math.bincount tf.math.confusion_matrix tf.truncatediv tf.truncatemod tf.clip_by_global_norm "
    "tf.math.ndtri tf.math.erfcinv tf.math.xlog1py tf.math.cumulative_logsumexp tf.math.sobol_sample tf.bitcast",
    "Keras 3 has no such function",
    "write it with the functions of keras.ops, or keep it and TensorFlow as the only backend",
)
