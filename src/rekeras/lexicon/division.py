"""Quotients, and products that are zero where a factor is."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family

family = Family()


@family.on("math.truediv", "math.divide", "realdiv", "__operators__.truediv", "__operators__.div", raw="RealDiv")
def divide(b: Build, x: Any, y: Any) -> Any:
    """Quotients in floating point; whole numbers come out as float64 in TensorFlow, as float32 here."""
    return b.op("Divide", b.operand(x, y), b.operand(y, x))


@family.on("div", "compat.v1.div", raw="Div")
def div(b: Build, x: Any, y: Any) -> Any:
    """As Python 2 divides: whole numbers into whole numbers."""
    operation = "Divide" if b.dtype(x, y).startswith(("float", "bfloat")) else "FloorDivide"
    return b.op(operation, b.operand(x, y), b.operand(y, x))


@family.on("math.multiply_no_nan", raw="MulNoNan")
def multiply_no_nan(b: Build, x: Any, y: Any) -> Any:
    """Zero where y is zero, whatever x is."""
    x, y = b.operand(x, y), b.operand(y, x)
    return b.op("Where", b.op("Equal", y, 0), 0.0, b.op("Multiply", x, y))


@family.on("math.xlogy", raw="Xlogy")
def xlogy(b: Build, x: Any, y: Any) -> Any:
    """x log y, zero where x is zero."""
    x, y = b.operand(x, y), b.operand(y, x)
    nothing = b.op("Equal", x, 0)
    return b.op("Where", nothing, 0.0, b.op("Multiply", x, b.op("Log", b.op("Where", nothing, 1.0, y))))


@family.on("math.xlog1py", raw="Xlog1py")
def xlog1py(b: Build, x: Any, y: Any) -> Any:
    """x log(1 + y), zero where x is zero."""
    x, y = b.operand(x, y), b.operand(y, x)
    nothing = b.op("Equal", x, 0)
    return b.op("Where", nothing, 0.0, b.op("Multiply", x, b.op("Log1p", b.op("Where", nothing, 0.0, y))))


@family.on("math.xdivy", raw="Xdivy")
def xdivy(b: Build, x: Any, y: Any) -> Any:
    """x / y, zero where x is zero."""
    x, y = b.operand(x, y), b.operand(y, x)
    nothing = b.op("Equal", x, 0)
    return b.op("Where", nothing, 0.0, b.op("Divide", x, b.op("Where", nothing, 1.0, y)))


@family.on("math.reciprocal_no_nan", raw="ReciprocalNoNan")
def reciprocal_no_nan(b: Build, x: Any) -> Any:
    """1 / x, zero where x is zero."""
    return b.op("DivideNoNan", b.op("OnesLike", x), x)
