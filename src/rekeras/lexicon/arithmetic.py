"""Arithmetic, number by number: the operators of Python and most of ``tf.math``."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


INFINITY = float("inf")


def _binary(operation: str) -> Translate:
    def translate(b: Build, x: Any, y: Any) -> Any:
        return b.op(operation, b.operand(x, y), b.operand(y, x))

    return translate


def _unary(operation: str) -> Translate:
    def translate(b: Build, x: Any) -> Any:
        return b.op(operation, b.operand(x))

    return translate


BINARY = {
    "Add": ("math.add __operators__.add", "Add AddV2 BiasAddV1"),
    "Subtract": ("math.subtract __operators__.sub", "Sub"),
    "Multiply": ("math.multiply __operators__.mul", "Mul"),
    "Power": ("math.pow __operators__.pow", "Pow"),
    "FloorDivide": ("math.floordiv floor_div compat.v1.floor_div __operators__.floordiv", "FloorDiv"),
    "Mod": ("math.floormod math.mod __operators__.mod", "FloorMod"),
    "DivideNoNan": ("math.divide_no_nan", "DivNoNan"),
}


for _operation, (_names, _raw) in BINARY.items():
    family.on(*_names.split(), raw=_raw)(_binary(_operation))


UNARY = {
    "Negative": ("math.negative __operators__.neg", "Neg"),
    "Absolute": ("math.abs __operators__.abs", "Abs"),
    "Sign": ("math.sign", "Sign"),
    "Square": ("math.square", "Square"),
    "Sqrt": ("math.sqrt", "Sqrt"),
    "Rsqrt": ("math.rsqrt", "Rsqrt"),
    "Reciprocal": ("math.reciprocal", "Reciprocal Inv"),
    "Exp": ("math.exp", "Exp"),
    "Expm1": ("math.expm1", "Expm1"),
    "Log": ("math.log", "Log"),
    "Log1p": ("math.log1p", "Log1p"),
    "Floor": ("math.floor", "Floor"),
    "Ceil": ("math.ceil", "Ceil"),
    "Round": ("math.round math.rint", "Round Rint"),
    "Sin": ("math.sin", "Sin"),
    "Cos": ("math.cos", "Cos"),
    "Tan": ("math.tan", "Tan"),
    "Arcsin": ("math.asin", "Asin"),
    "Arccos": ("math.acos", "Acos"),
    "Arctan": ("math.atan", "Atan"),
    "Sinh": ("math.sinh", "Sinh"),
    "Cosh": ("math.cosh", "Cosh"),
    "Tanh": ("math.tanh", "Tanh"),
    "Arcsinh": ("math.asinh", "Asinh"),
    "Arccosh": ("math.acosh", "Acosh"),
    "Arctanh": ("math.atanh", "Atanh"),
    "Erf": ("math.erf", "Erf"),
    "Erfinv": ("math.erfinv", "Erfinv"),
    "Sigmoid": ("math.sigmoid", "Sigmoid"),
    "LogSigmoid": ("math.log_sigmoid", ""),
    "Real": ("math.real", ""),
}


for _operation, (_names, _raw) in UNARY.items():
    family.on(*_names.split(), raw=_raw)(_unary(_operation))


@family.on("math.atan2", raw="Atan2")
def atan2(b: Build, y: Any, x: Any) -> Any:
    """The angle of points (x, y)."""
    return b.op("Arctan2", b.operand(y, x), b.operand(x, y))


@family.on("math.maximum", raw="Maximum")
def maximum(b: Build, x: Any, y: Any) -> Any:
    """The larger of each pair."""
    for value, other in ((x, y), (y, x)):
        if isinstance(value, float) and value == -INFINITY:
            return other
    return b.op("Maximum", b.operand(x, y), b.operand(y, x))


@family.on("math.minimum", raw="Minimum")
def minimum(b: Build, x: Any, y: Any) -> Any:
    """The smaller of each pair."""
    for value, other in ((x, y), (y, x)):
        if isinstance(value, float) and value == INFINITY:
            return other
    return b.op("Minimum", b.operand(x, y), b.operand(y, x))


@family.on("clip_by_value", raw="ClipByValue")
def clip_by_value(b: Build, t: Any, clip_value_min: Any, clip_value_max: Any) -> Any:
    """Not smaller, not larger."""
    return maximum(b, minimum(b, t, clip_value_max), clip_value_min)


@family.on("clip_by_norm")
def clip_by_norm(b: Build, t: Any, clip_norm: float, axes: Any = None) -> Any:
    """Shorter where the norm is too large."""
    squares = b.op("Sum", b.op("Square", t), axis=b.axes(t, axes), keepdims=True)
    norm = b.op("Sqrt", squares)
    return b.op("Divide", b.op("Multiply", t, clip_norm), b.op("Maximum", norm, clip_norm))


@family.on("math.squared_difference", raw="SquaredDifference")
def squared_difference(b: Build, x: Any, y: Any) -> Any:
    """The square of x - y."""
    return b.op("Square", b.op("Subtract", b.operand(x, y), b.operand(y, x)))


@family.on("math.erfc", raw="Erfc")
def erfc(b: Build, x: Any) -> Any:
    """What erf leaves to one."""
    return b.op("Subtract", 1.0, b.op("Erf", x))


@family.on("math.ndtri", raw="Ndtri")
def ndtri(b: Build, x: Any) -> Any:
    """The quantile of the normal distribution."""
    return b.op("Multiply", b.op("Erfinv", b.op("Subtract", b.op("Multiply", x, 2.0), 1.0)), 2.0**0.5)


@family.on("math.erfcinv")
def erfcinv(b: Build, x: Any) -> Any:
    """The inverse of erfc."""
    return b.op("Erfinv", b.op("Subtract", 1.0, x))


@family.on("math.add_n", "math.accumulate_n")
def add_n(b: Build, inputs: Any, shape: Any = None, tensor_dtype: Any = None) -> Any:
    """The sum of a list of tensors."""
    total, *rest = inputs if isinstance(inputs, list | tuple) else [inputs]
    for one in rest:
        total = b.op("Add", b.operand(total, one), b.operand(one, total))
    return total


@family.on(raw="AddN AccumulateNV2")
def raw_add_n(b: Build, *inputs: Any, N: Any = None, shape: Any = None) -> Any:
    """The sum of tensors."""
    return add_n(b, list(inputs))


@family.on("math.polyval")
def polyval(b: Build, coeffs: Any, x: Any) -> Any:
    """A polynomial with the highest power first, by Horner's rule."""
    total: Any = None
    for coefficient in coeffs:
        part = b.operand(coefficient, x)
        total = part if total is None else b.op("Add", b.op("Multiply", total, x), part)
    if total is None:
        raise Untranslatable("a polynomial without coefficients")
    return total


@family.on("math.scalar_mul", "scalar_mul")
def scalar_mul(b: Build, scalar: Any, x: Any) -> Any:
    """A number times a tensor."""
    return b.op("Multiply", b.operand(scalar), x)


NO_EQUIVALENT = "Keras 3 has no such function, nor a short composition"


family.refuse(
    NO_EQUIVALENT,
    *(f"math.{name}" for name in ("lgamma", "digamma", "polygamma", "lbeta", "igamma", "igammac", "zeta", "betainc")),
    *(f"math.{name}" for name in ("bessel_i0", "bessel_i0e", "bessel_i1", "bessel_i1e", "nextafter")),
)
family.refuse("complex numbers do not pass through Keras 3 models", "math.angle", "math.imag", "math.conj", "complex")


family.refuse("it is no function of numbers", "math.in_top_k", "math.confusion_matrix", "math.bincount")


family.refuse(
    NO_EQUIVALENT,
    *(f"math.{name}" for name in ("sobol_sample", "approx_max_k", "approx_min_k", "cumulative_logsumexp")),
    *(
        "truncatediv",
        "truncatemod",
        "clip_by_global_norm",
        "bitcast",
        "histogram_fixed_width",
        "searchsorted",
        "unravel_index",
    ),
    *("reverse_sequence", "as_string", "nn.isotonic_regression", "extract_volume_patches", "edit_distance"),
    *("math.is_non_decreasing", "math.is_strictly_increasing", "histogram_fixed_width_bins", "fingerprint"),
)
family.refuse(
    "it runs functions or decides at run time",
    *("map_fn", "vectorized_map", "while_loop", "cond", "case", "switch_case", "scan", "foldl", "foldr"),
    *("py_function", "numpy_function", "function", "gradients", "hessians", "custom_gradient", "recompute_grad"),
)
