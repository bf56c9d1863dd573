"""Attributes and methods: of tensors, of shapes, of lists, of modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon import _lookup
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing.libraries import attribute
from rekeras.tracing.operators import as_numbers, plainly
from rekeras.tracing.values import Method, Named, Numbers, Withheld

STATIC_SHAPES = ("shape", "_keras_shape")
LIST_METHODS = ("append", "extend", "insert", "index", "count", "pop", "reverse", "as_list", "copy")
DICT_METHODS = ("get", "items", "keys", "values", "pop", "update", "copy")
TEXT_METHODS = ("format", "join", "lower", "upper", "replace", "startswith", "endswith", "split", "strip")
METHODS: dict[type, tuple[str, ...]] = {
    list: LIST_METHODS,
    tuple: ("index", "count", "as_list"),
    dict: DICT_METHODS,
    str: TEXT_METHODS,
}


def member(build: Build, owner: Any, name: str) -> Any:
    """``owner.name``.

    Raises:
        Untranslatable: It has no such member, or it is not understood.
    """
    if isinstance(owner, Withheld):
        raise Untranslatable(owner.reason)
    if isinstance(owner, Named):
        return attribute(owner, name)
    if isinstance(owner, TensorRef):
        return _of_tensor(build, owner, name)
    if name in METHODS.get(type(owner), ()):
        return Method(owner, name)
    if name == "value" and isinstance(owner, int | None):  # a Dimension of TensorFlow 1
        return owner
    if name in ("ndims", "rank") and isinstance(owner, tuple):
        return len(owner)
    raise Untranslatable(f"it uses .{name} of {_described(owner)}")


def _of_tensor(build: Build, tensor: TensorRef, name: str) -> Any:
    if name in STATIC_SHAPES:
        return build.shape(tensor)
    if name == "dtype":
        return build.dtype(tensor)
    if name == "ndim":
        return build.rank(tensor)
    if name in ("get_shape", "set_shape"):
        return Method(tensor, name)
    raise Untranslatable(f"it uses .{name} of a tensor")


def call_method(build: Build, method: Method, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Call a method of a tensor, list, dict or text.

    Raises:
        Untranslatable: It would fail.
    """
    owner, name = method.owner, method.name
    if isinstance(owner, TensorRef):
        return build.shape(owner) if name == "get_shape" else None
    if name == "as_list":
        return list(owner)
    made = (
        plainly(getattr(owner, name), *args) if not kwargs else plainly(lambda: getattr(owner, name)(*args, **kwargs))
    )
    return list(made) if name in ("items", "keys", "values") else made


def item(build: Build, container: Any, key: Any) -> Any:
    """``container[key]``.

    Raises:
        Untranslatable: There is no such item.
    """
    for value in (container, key):
        if isinstance(value, Withheld):
            raise Untranslatable(value.reason)
    if isinstance(container, TensorRef):
        return _lookup.call(build, "__operators__.getitem", (container, key), {})
    if isinstance(container, Numbers):
        return as_numbers(plainly(lambda: container[key]))
    if isinstance(container, list | tuple | dict | str) or hasattr(container, "__array__"):
        return plainly(lambda: container[key])
    raise Untranslatable(f"it takes a part of {_described(container)}")


def _described(value: Any) -> str:
    return value.path if isinstance(value, Named) else f"a {type(value).__name__}"
