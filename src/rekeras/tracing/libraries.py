"""The libraries that a function may name: TensorFlow, Keras and its backend, NumPy, ``math``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from rekeras.lexicon import _lookup
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing.operators import as_numbers, plainly
from rekeras.tracing.values import Named, holds_tensors

MAX_NUMBERS = 100_000

GLOBALS = {
    "tf": "tensorflow",
    "tensorflow": "tensorflow",
    "K": "keras.backend",
    "KB": "keras.backend",
    "backend": "keras.backend",
    "keras": "keras",
    "np": "numpy",
    "numpy": "numpy",
    "math": "math",
}
"""What the usual global names mean: bytecode holds the name alone."""

OLD_NAMES = {"mul": "multiply", "sub": "subtract", "neg": "negative", "pack": "stack", "unpack": "unstack"}
DTYPES = ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "string")
ACTIVATIONS = {"linear": "identity", "hard_sigmoid": "keras.backend.hard_sigmoid", "exponential": "math.exp"}

CONSTANTS: dict[str, Any] = {f"{module}.{name}": name for module in ("tensorflow", "numpy") for name in DTYPES}
CONSTANTS |= {
    "tensorflow.newaxis": None,
    "numpy.newaxis": None,
    "numpy.pi": math.pi,
    "math.pi": math.pi,
    "numpy.e": math.e,
    "math.e": math.e,
    "numpy.inf": math.inf,
    "math.inf": math.inf,
}
_MATH = ("sqrt", "log", "log2", "log10", "exp", "floor", "ceil", "sin", "cos", "tan", "tanh", "pow", "fabs", "prod")
_NUMPY = (
    *("sqrt", "log", "log2", "log10", "exp", "floor", "ceil", "sin", "cos", "tan", "tanh", "power", "abs", "prod"),
    *(
        "array",
        "asarray",
        "arange",
        "linspace",
        "ones",
        "zeros",
        "eye",
        "sum",
        "mean",
        "reshape",
        "log1p",
        "expand_dims",
    ),
    *(
        "max",
        "min",
        "concatenate",
        "stack",
        "outer",
        "dot",
        "diff",
        "cumsum",
        "transpose",
        "square",
        "float32",
        "int32",
    ),
)
PLAIN: dict[str, Callable[..., Any]] = {f"math.{name}": getattr(math, name) for name in _MATH}
PLAIN |= {f"numpy.{name}": getattr(np, name) for name in _NUMPY}
"""Functions that are computed here, of plain numbers alone."""


STATIC: dict[str, Callable[..., Any]] = {
    "keras.backend.int_shape": lambda build, x: tuple(build.shape(x)),
    "keras.backend.ndim": lambda build, x: build.rank(x),
    "keras.backend.dtype": lambda build, x: build.dtype(x),
    "keras.backend.floatx": lambda _build: "float32",
    "keras.backend.epsilon": lambda _build: 1e-7,
}
"""What is asked of a tensor and known beforehand."""


def full_name(path: str) -> str:
    """One spelling of a name: ``tf.compat.v1.math.log`` and ``tensorflow.python.keras.backend.log`` both shortened."""
    parts = [
        part for part in path.split(".") if part not in ("python", "_api", "api", "v1", "v2", "compat", "_v2", "src")
    ]
    if "keras" in parts:
        parts = parts[len(parts) - 1 - parts[::-1].index("keras") :]
    name = ".".join(parts)
    return name.replace("keras.backend.tensorflow_backend", "keras.backend").replace("tf_keras", "keras")


def attribute(module: Named, name: str) -> Any:
    """A member of a module: a constant's value, else its name."""
    path = full_name(f"{module.path}.{name}")
    return CONSTANTS[path] if path in CONSTANTS else Named(path)


def call(build: Build, path: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Call a function of a library.

    Raises:
        Untranslatable: It is unknown, or cannot be written in Keras 3.
    """
    if path in PLAIN:
        return _computed(path, args, kwargs)
    if path in STATIC and len(args) <= 1 and not kwargs:
        return plainly(STATIC[path], build, *args)
    try:
        return as_numbers(_lookup.call(build, lexicon_name(path), args, kwargs))
    except Untranslatable as reason:
        raise Untranslatable(f"{path}: {reason}") from reason


def lexicon_name(path: str) -> str:
    """What the lexicon calls a function."""
    if path.startswith("keras.activations."):
        name = path.rpartition(".")[2]
        return ACTIVATIONS.get(name, f"nn.{name}")
    name = path.removeprefix("tensorflow.")
    return OLD_NAMES.get(name, name)


def _computed(path: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """A function of numbers alone, whose result is a number or nested lists."""
    if holds_tensors(args) or holds_tensors(kwargs):
        raise Untranslatable(f"{path} is called on a tensor")
    try:
        made = PLAIN[path](*args, **kwargs)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise Untranslatable(f"{path}: {error}") from error
    if np.size(made) > MAX_NUMBERS:
        raise Untranslatable(f"{path} makes {np.size(made)} numbers")
    return made
