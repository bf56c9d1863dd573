"""Comparisons, logic and choices."""

from __future__ import annotations

from typing import Any

from rekeras.keras3.operations import array
from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def _comparison(operation: str) -> Translate:
    def translate(b: Build, x: Any, y: Any, incompatible_shape_error: Any = None) -> Any:
        return b.op(operation, b.operand(x, y), b.operand(y, x))

    return translate


COMPARISONS = {
    "Greater": ("math.greater __operators__.gt", "Greater"),
    "GreaterEqual": ("math.greater_equal __operators__.ge", "GreaterEqual"),
    "Less": ("math.less __operators__.lt", "Less"),
    "LessEqual": ("math.less_equal __operators__.le", "LessEqual"),
    "Equal": ("math.equal __operators__.eq", "Equal"),
    "NotEqual": ("math.not_equal __operators__.ne", "NotEqual"),
    "LogicalAnd": ("math.logical_and", "LogicalAnd"),
    "LogicalOr": ("math.logical_or", "LogicalOr"),
    "LogicalXor": ("math.logical_xor", ""),
}
for _operation, (_names, _raw) in COMPARISONS.items():
    family.on(*_names.split(), raw=_raw)(_comparison(_operation))


def _on_bits(logical: str, bitwise: str) -> Translate:
    def translate(b: Build, x: Any, y: Any) -> Any:
        """Of truth values what the words say, of whole numbers bit by bit."""
        operation = logical if b.dtype(x, y) == "bool" else bitwise
        return b.op(operation, b.operand(x, y), b.operand(y, x))

    return translate


family.on("__operators__.and", "bitwise.bitwise_and", raw="BitwiseAnd")(_on_bits("LogicalAnd", "BitwiseAnd"))
family.on("__operators__.or", "bitwise.bitwise_or", raw="BitwiseOr")(_on_bits("LogicalOr", "BitwiseOr"))
family.on("__operators__.xor", "bitwise.bitwise_xor", raw="BitwiseXor")(_on_bits("LogicalXor", "BitwiseXor"))


for _name, _operation, _raw in (
    ("bitwise.left_shift", "BitwiseLeftShift", "LeftShift"),
    ("bitwise.right_shift", "BitwiseRightShift", "RightShift"),
):
    family.on(_name, raw=_raw)(_comparison(_operation))


@family.on("sequence_mask")
def sequence_mask(b: Build, lengths: Any, maxlen: Any = None, dtype: Any = "bool") -> Any:
    """True for as many steps as each length says."""
    if not isinstance(maxlen, int):
        raise Untranslatable("how long the longest one is is not known beforehand")
    steps = array(list(range(b.count(maxlen))), b.dtype(lengths))
    return b.cast(b.op("Less", steps, b.op("ExpandDims", lengths, axis=-1)), dtype_name(dtype))


@family.on("math.logical_not", raw="LogicalNot")
def logical_not(b: Build, x: Any) -> Any:
    """True where it is not."""
    return b.op("LogicalNot", x)


@family.on("__operators__.invert", "bitwise.invert", raw="Invert")
def invert(b: Build, x: Any) -> Any:
    """Not of truth values, the other bits of whole numbers."""
    return b.op("LogicalNot" if b.dtype(x) == "bool" else "BitwiseInvert", x)


@family.on("math.is_finite", raw="IsFinite")
def is_finite(b: Build, x: Any) -> Any:
    """Neither NaN nor infinite."""
    return b.op("Isfinite", x)


@family.on("math.is_inf", raw="IsInf")
def is_inf(b: Build, x: Any) -> Any:
    """Whether infinite."""
    return b.op("Isinf", x)


@family.on("math.is_nan", raw="IsNan")
def is_nan(b: Build, x: Any) -> Any:
    """Whether NaN."""
    return b.op("Isnan", x)


@family.on("where", "where_v2", raw="SelectV2")
def where(b: Build, condition: Any, x: Any = None, y: Any = None) -> Any:
    """Of two tensors, with broadcasting."""
    if x is None or y is None:
        raise Untranslatable("it gives the places of true values, whose number is not known beforehand")
    return b.op("Where", b.operand(condition), b.operand(x, y), b.operand(y, x))


@family.on("compat.v1.where", raw="Select")
def select(b: Build, condition: Any, x: Any = None, y: Any = None) -> Any:
    """Of two tensors of the same shape; a condition with one axis chooses along the first axis."""
    if x is None or y is None:
        return where(b, condition, x, y)
    rank = max(b.rank(x), b.rank(y))
    if b.rank(condition) == 1 and rank > 1:
        for _axis in range(rank - 1):
            condition = b.op("ExpandDims", condition, axis=-1)
    return where(b, condition, x, y)


@family.on("cast", raw="Cast")
def cast(b: Build, x: Any, dtype: Any = None, DstT: Any = None, Truncate: Any = False) -> Any:
    """Another dtype; floating numbers lose what stands behind the point."""
    wanted = dtype_name(DstT or dtype)
    if Truncate:
        raise Untranslatable("it cuts numbers off instead of rounding them")
    return b.cast(x, wanted)


@family.on("saturate_cast")
def saturate_cast(b: Build, value: Any, dtype: Any) -> Any:
    """Another dtype; what does not fit in becomes its largest or smallest number."""
    limits = {"uint8": (0, 255), "int8": (-128, 127), "int16": (-32768, 32767), "uint16": (0, 65535)}
    wanted = dtype_name(dtype)
    if wanted in limits:
        low, high = limits[wanted]
        value = b.op("Clip", value, x_min=low, x_max=high)
    elif not wanted.startswith(("float", "bfloat")):
        raise Untranslatable(f"it saturates to {wanted}")
    return b.cast(value, wanted)


def _like(operation: str) -> Translate:
    def translate(b: Build, input: Any, dtype: Any = None, optimize: Any = None, layout: Any = None) -> Any:
        made = b.op(operation, input)
        return made if dtype is None else b.cast(made, dtype_name(dtype))

    return translate


family.on("zeros_like", "zeros_like_v2", raw="ZerosLike")(_like("ZerosLike"))
family.on("ones_like", "ones_like_v2", raw="OnesLike")(_like("OnesLike"))


@family.on("identity", "grad_pass_through", raw="Identity Snapshot CheckNumerics")
def identity(b: Build, input: Any, message: Any = None) -> Any:
    """The same tensor."""
    return input


@family.on("stop_gradient", raw="StopGradient PreventGradient")
def stop_gradient(b: Build, input: Any, message: Any = None) -> Any:
    """The same numbers; training does not reach what is behind."""
    return b.op("StopGradient", input)


@family.on("identity_n", raw="IdentityN")
def identity_n(b: Build, input: Any) -> Any:
    """The same tensors."""
    return input


family.refuse("it prints or checks while the model runs", "debugging.assert_equal", "print", "debugging.check_numerics")
