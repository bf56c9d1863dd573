"""``keras.backend`` as Keras 1 and 2 had it: numbers, reductions, choices."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._lookup import call

family = Family()


SAME = {
    **{name: f"math.reduce_{name}" for name in ("sum", "max", "min", "prod", "any", "all", "mean", "std")},
    "var": "math.reduce_variance",
    "logsumexp": "math.reduce_logsumexp",
}
"""Reductions that TensorFlow has under another name."""


EACH = {
    **{name: f"math.{name}" for name in ("abs", "square", "exp", "log", "round", "sign", "sin", "cos", "tanh")},
    **{name: f"math.{name}" for name in ("sigmoid", "softplus")},
    "softsign": "nn.softsign",
    "stop_gradient": "stop_gradient",
    "identity": "identity",
    "transpose": "transpose",
    "int_shape": "shape",
    "shape": "shape",
}
"""Functions of one tensor that TensorFlow has as well."""


PAIRS = {
    **{
        name: f"math.{name}"
        for name in ("maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less")
    },
    "less_equal": "math.less_equal",
}
"""Functions of two tensors that TensorFlow has as well."""


def _reduction(name: str, theirs: str) -> Translate:
    def translate(b: Build, x: Any, axis: Any = None, keepdims: Any = False) -> Any:
        counting = name in ("mean", "std", "var") and b.dtype(x) == "bool"
        if name in ("any", "all"):
            x = b.cast(x, "bool")
        return call(b, theirs, (b.cast(x, "float32") if counting else x, axis, keepdims), {})

    return translate


def _each(theirs: str) -> Translate:
    def translate(b: Build, x: Any) -> Any:
        return call(b, theirs, (x,), {})

    return translate


def _pair(theirs: str) -> Translate:
    def translate(b: Build, x: Any, y: Any) -> Any:
        return call(b, theirs, (x, y), {})

    return translate


for _name, _theirs in SAME.items():
    family.on_backend(_name)(_reduction(_name, _theirs))


for _name, _theirs in EACH.items():
    family.on_backend(_name)(_each(_theirs))


for _name, _theirs in PAIRS.items():
    family.on_backend(_name)(_pair(_theirs))


@family.on_backend("sqrt")
def sqrt(b: Build, x: Any) -> Any:
    """The root, of what is negative zero."""
    return b.op("Sqrt", b.op("Maximum", x, 0.0))


@family.on_backend("pow")
def pow_(b: Build, x: Any, a: Any) -> Any:
    """x to the power of a."""
    return call(b, "math.pow", (x, a), {})


@family.on_backend("clip")
def clip(b: Build, x: Any, min_value: Any, max_value: Any) -> Any:
    """Not smaller, not larger; without an end where none is given."""
    if isinstance(min_value, int | float) and isinstance(max_value, int | float):
        max_value = max(max_value, min_value)
    x = x if max_value is None else call(b, "math.minimum", (x, max_value), {})
    return x if min_value is None else call(b, "math.maximum", (x, min_value), {})


@family.on_backend("relu")
def relu(b: Build, x: Any, alpha: Any = 0.0, max_value: Any = None, threshold: Any = 0.0) -> Any:
    """Zero, or a smaller slope, below the threshold; not more than ``max_value``."""
    if threshold != 0:
        above = b.op("Multiply", x, b.cast(b.op("Greater", x, threshold), b.dtype(x)))
        below = b.op("Multiply", b.op("Minimum", b.op("Subtract", x, threshold), 0.0), alpha) if alpha else None
        above = above if max_value is None else b.op("Clip", above, x_min=0.0, x_max=max_value)
        return above if below is None else b.op("Add", above, below)
    positive = b.op("Relu", x) if max_value is None else b.op("Clip", x, x_min=0.0, x_max=max_value)
    return positive if not alpha else b.op("Add", positive, b.op("Multiply", b.op("Minimum", x, 0.0), alpha))


@family.on_backend("elu")
def elu(b: Build, x: Any, alpha: Any = 1.0) -> Any:
    """The exponential below zero."""
    return b.op("Elu", x, alpha=b.known(alpha))


@family.on_backend("softmax")
def softmax(b: Build, x: Any, axis: Any = -1) -> Any:
    """Shares of one along an axis."""
    return b.op("Softmax", x, axis=b.axis(x, axis))


@family.on_backend("hard_sigmoid")
def hard_sigmoid(b: Build, x: Any) -> Any:
    """0.2 x + 0.5 between zero and one, as Keras had it before Keras 3."""
    return b.op("Clip", b.op("Add", b.op("Multiply", x, 0.2), 0.5), x_min=0.0, x_max=1.0)


@family.on_backend("l2_normalize")
def l2_normalize(b: Build, x: Any, axis: Any = None) -> Any:
    """Divided by the norm."""
    return call(b, "math.l2_normalize", (x, axis), {})


@family.on_backend("argmax")
def argmax(b: Build, x: Any, axis: Any = -1) -> Any:
    """Where the largest number is."""
    return call(b, "math.argmax", (x, axis), {})


@family.on_backend("argmin")
def argmin(b: Build, x: Any, axis: Any = -1) -> Any:
    """Where the smallest number is."""
    return call(b, "math.argmin", (x, axis), {})


@family.on_backend("cumsum")
def cumsum(b: Build, x: Any, axis: Any = 0) -> Any:
    """Sums of all before."""
    return call(b, "math.cumsum", (x, axis), {})


@family.on_backend("cumprod")
def cumprod(b: Build, x: Any, axis: Any = 0) -> Any:
    """Products of all before."""
    return call(b, "math.cumprod", (x, axis), {})


@family.on_backend("switch")
def switch(b: Build, condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """Of two tensors; a condition with fewer axes chooses whole rows."""
    ranks = [b.rank(one) for one in (then_expression, else_expression) if isinstance(one, TensorRef)]
    for _axis in range(max(ranks, default=0) - b.rank(condition)):
        condition = b.op("ExpandDims", condition, axis=-1)
    return call(b, "where", (b.cast(condition, "bool"), then_expression, else_expression), {})


@family.on_backend("in_train_phase")
def in_train_phase(b: Build, x: Any, alt: Any, training: Any = None) -> Any:
    """What predicting takes."""
    return x if training in (1, True) else alt


@family.on_backend("in_test_phase")
def in_test_phase(b: Build, x: Any, alt: Any, training: Any = None) -> Any:
    """What predicting takes."""
    return alt if training in (1, True) else x
