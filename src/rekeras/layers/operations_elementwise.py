"""Operations of ``keras.ops`` that work element by element."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Spec
from rekeras.layers._operands import as_float, broadcast, first, operand, operands

family = Family(operations=True)


@family.on(
    *("Absolute", "Abs", "Negative", "Sign", "Square", "Floor", "Ceil", "Round", "Trunc", "Copy", "StopGradient"),
    *("Clip", "Relu", "Relu6", "Conj", "Conjugate", "Real", "Triu", "Tril", "ZerosLike", "OnesLike", "Flip", "Roll"),
    *("Sort", "Cumsum", "Cumprod", "NanToNum", "Reciprocal", "Inv", "Cholesky"),
)
def same(_layer: Layer, inputs: Inputs) -> Description:
    """Shape and dtype of the operand."""
    return Description(outputs=first(inputs))


@family.on(
    *("Exp", "Expm1", "Log", "Log1p", "Log2", "Log10", "Sqrt", "Rsqrt", "Sin", "Cos", "Tan", "Arcsin", "Arccos"),
    *("Arctan", "Sinh", "Cosh", "Tanh", "Arcsinh", "Arccosh", "Arctanh", "Erf", "Erfinv", "Sigmoid", "Softplus"),
    *("Softsign", "Silu", "LogSigmoid", "LeakyRelu", "HardSigmoid", "HardSilu", "Elu", "Selu", "Gelu", "Softmax"),
    *("LogSoftmax", "Normalize"),
)
def floating(_layer: Layer, inputs: Inputs) -> Description:
    """Shape of the operand, in floating point."""
    given = first(inputs)
    return Description(outputs=Spec(given.shape, as_float(given.dtype)))


@family.on("LogicalNot", "Isfinite", "Isinf", "Isnan")
def predicate(_layer: Layer, inputs: Inputs) -> Description:
    """True or false for each number."""
    return Description(outputs=Spec(first(inputs).shape, "bool"))


@family.on(
    *("Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual"),
    *("LogicalAnd", "LogicalOr", "LogicalXor"),
)
def comparison(_layer: Layer, inputs: Inputs) -> Description:
    """True or false for each pair of numbers."""
    return Description(outputs=Spec(broadcast([spec.shape for spec in operands(inputs)]), "bool"))


@family.on(
    *("Add", "Subtract", "Multiply", "Maximum", "Minimum", "Power", "Mod", "FloorDivide"),
    *("BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitwiseLeftShift", "BitwiseRightShift", "Cross", "Logaddexp"),
)
def arithmetic(_layer: Layer, inputs: Inputs) -> Description:
    """A number for each pair, in the dtype of the tensors; TensorFlow has no mixed ones."""
    specs = operands(inputs)
    dtype = specs[0].dtype if specs else "float32"
    if dtype not in ("bfloat16", "float16", "float32", "float64") and any(isinstance(a, float) for a in inputs.args):
        dtype = "float32"
    return Description(outputs=Spec(broadcast([spec.shape for spec in specs]), dtype))


@family.on("Divide", "TrueDivide", "DivideNoNan", "Arctan2")
def division(_layer: Layer, inputs: Inputs) -> Description:
    """A floating number for each pair."""
    specs = operands(inputs)
    dtype = as_float(specs[0].dtype) if specs else "float32"
    return Description(outputs=Spec(broadcast([spec.shape for spec in specs]), dtype))


@family.on("Where")
def where(_layer: Layer, inputs: Inputs) -> Description:
    """Numbers of the second operand where the first is true, of the third elsewhere."""
    chosen = [spec for spec in map(operand, inputs.args[1:]) if spec is not None]
    dtype = chosen[0].dtype if chosen else "float32"
    return Description(outputs=Spec(broadcast([spec.shape for spec in operands(inputs)]), dtype))


@family.on("Cast")
def cast(layer: Layer, inputs: Inputs) -> Description:
    """The same numbers in another dtype."""
    return Description(outputs=Spec(first(inputs).shape, layer.config["dtype"]))
