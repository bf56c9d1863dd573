"""``keras.backend`` as Keras 1 and 2 had it: constants and dtypes."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family
from rekeras.lexicon._lookup import call

family = Family()


@family.on_backend("cast")
def cast(b: Build, x: Any, dtype: Any) -> Any:
    """Another dtype."""
    return b.cast(x, dtype_name(dtype))


@family.on_backend("zeros_like")
def zeros_like(b: Build, x: Any, dtype: Any = None) -> Any:
    """Zeros of the same shape."""
    return call(b, "zeros_like", (x, dtype), {})


@family.on_backend("ones_like")
def ones_like(b: Build, x: Any, dtype: Any = None) -> Any:
    """Ones of the same shape."""
    return call(b, "ones_like", (x, dtype), {})


@family.on_backend("constant")
def constant(b: Build, value: Any, dtype: Any = None, shape: Any = None) -> Any:
    """The number or list itself."""
    return value if shape is None else call(b, "fill", (shape, value), {})


@family.on_backend("zeros")
def zeros(b: Build, shape: Any, dtype: Any = None) -> Any:
    """Zeros."""
    return call(b, "zeros", (shape, dtype or "float32"), {})


@family.on_backend("ones")
def ones(b: Build, shape: Any, dtype: Any = None) -> Any:
    """Ones."""
    return call(b, "ones", (shape, dtype or "float32"), {})


@family.on_backend("eye")
def eye(b: Build, size: Any, dtype: Any = None) -> Any:
    """The identity matrix."""
    return call(b, "eye", (size,), {"dtype": dtype or "float32"})


@family.on_backend("arange")
def arange(b: Build, start: Any, stop: Any = None, step: Any = 1, dtype: Any = "int32") -> Any:
    """Numbers one after the other."""
    return call(b, "range", (start, stop, step, dtype), {})


@family.on_backend("epsilon")
def epsilon(_b: Build) -> Any:
    """The small number that Keras adds where it divides."""
    return 1e-7


@family.on_backend("floatx")
def floatx(_b: Build) -> Any:
    """The dtype of floating numbers."""
    return "float32"


@family.on_backend("cast_to_floatx")
def cast_to_floatx(b: Build, x: Any) -> Any:
    """Floating numbers."""
    return b.cast(x, "float32")


@family.on_backend("dtype")
def dtype_(b: Build, x: Any) -> Any:
    """The name of its dtype."""
    return b.dtype(x)
