"""Functions of one tensor, written with layers and operations that every Keras 3 has."""

from __future__ import annotations

import math
import string
from collections.abc import Callable

import numpy as np

from rekeras.archive import ArrayTensor
from rekeras.layers._description import Spec
from rekeras.rules._drawing import Drawing, Ref, constant

RRELU_SLOPE = (1 / 8 + 1 / 3) / 2
"""The mean of the bounds that rrelu draws slopes from."""


def gelu_by_tanh(draw: Drawing, x: Ref, _spec: Spec, name: str = "gelu") -> Ref:
    """``x sigmoid(2 sqrt(2 / pi) (x + 0.044715 x^3))``, which is the usual formula with tanh."""
    scale = 2.0 * math.sqrt(2.0 / math.pi)
    cube = draw("Multiply", f"{name}_cube", (x, x, x))
    line = draw("Rescaling", f"{name}_line", x, {"scale": scale, "offset": 0.0})
    bend = draw("Rescaling", f"{name}_bend", cube, {"scale": scale * 0.044715, "offset": 0.0})
    gate = draw("Activation", f"{name}_gate", draw("Add", f"{name}_sum", (line, bend)), {"activation": "sigmoid"})
    return draw("Multiply", name, (x, gate))


def lisht(draw: Drawing, x: Ref, _spec: Spec, name: str = "lisht") -> Ref:
    """``x tanh(x)``."""
    return draw("Multiply", name, (x, draw("Activation", f"{name}_tanh", x, {"activation": "tanh"})))


def rrelu(draw: Drawing, x: Ref, _spec: Spec, name: str = "rrelu") -> Ref:
    """LeakyReLU, outside training."""
    return draw("LeakyReLU", name, x, {"negative_slope": RRELU_SLOPE})


def snake(draw: Drawing, x: Ref, _spec: Spec, name: str = "snake", frequency: float = 1.0) -> Ref:
    """``x + (1 - cos(2 f x)) / (2 f)``."""
    double = draw("Rescaling", f"{name}_double", x, {"scale": 2.0 * frequency, "offset": 0.0})
    half = 1.0 / (2.0 * frequency)
    wave = draw.operation("Cos", f"{name}_cosine", double)
    bent = draw("Rescaling", f"{name}_bend", wave, {"scale": -half, "offset": half})
    return draw("Add", name, (x, bent))


def sparsemax(draw: Drawing, x: Ref, spec: Spec, name: str = "sparsemax") -> Ref:
    """``relu(x - t)``, t the greatest of ``(the sum of the k greatest - 1) / k``, along the last axis.

    Keras 3 has an activation of that name, which up to 3.15 sums those sums once more.
    """
    size = (spec.shape or (None,))[-1]
    if size is None or spec.rank is None:
        raise ValueError("sparsemax needs a last axis of known size")
    negative = draw("Rescaling", f"{name}_negative", x, {"scale": -1.0, "offset": 0.0})
    ordered = draw.operation("Sort", f"{name}_sorted", negative, axis=-1)
    counts = np.arange(1, size + 1, dtype="float64")
    sums = -np.triu(np.ones((size, size))) / counts
    axes = string.ascii_lowercase[: spec.rank - 1]
    config = constant(equation=f"{axes}y,yz->{axes}z", output_shape=[*(spec.shape or ())[1:]], bias_axes="z")
    numbers = {"kernel": sums, "bias": -1.0 / counts}
    weights = {key: ArrayTensor(value.astype("float32")) for key, value in numbers.items()}
    means = draw("EinsumDense", f"{name}_means", ordered, config, weights)
    threshold = draw.operation("Max", f"{name}_threshold", means, axis=-1, keepdims=True)
    over = draw("Subtract", f"{name}_over", (x, threshold))
    return draw("ReLU", name, over, {"max_value": None, "negative_slope": 0.0, "threshold": 0.0})


Formula = Callable[[Drawing, Ref, Spec, str], Ref]
FORMULAS: dict[str, Formula] = {
    "gelu": gelu_by_tanh,
    "lisht": lisht,
    "rrelu": rrelu,
    "snake": snake,
    "sparsemax": sparsemax,
}
"""Those that tensorflow_addons has by these names."""
