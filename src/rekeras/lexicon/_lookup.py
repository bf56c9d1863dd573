"""Find an entry by the name that a file or a program says, and call it."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from rekeras.archive import refs_in
from rekeras.errors import NONSENSE
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Entry, Family
from rekeras.lexicon._folding import TYPES, fold
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size
from rekeras.registry import modules_of, units_of

SPACES = ("math.", "nn.", "linalg.", "bitwise.", "__operators__.")
"""Where functions stand that TensorFlow also offers without their module, or under another one."""

RENAMED = {
    "b": "b_",
    "dim": "axis",
    "dimension": "axis",
    "filter": "filters",
    "image": "images",
    "keep_dims": "keepdims",
    "logits": "features",
    "reduction_indices": "axis",
    "squeeze_dims": "axis",
    "value": "input",
    "x": "features",
    "rate": "dilations",
    "axes": "axis",
}
"""Arguments that other versions of TensorFlow call differently: their name, ours."""


def families() -> Mapping[str, Family]:
    """All families by the names of their files."""
    modules = modules_of("rekeras.lexicon")
    return {module.__name__.rpartition(".")[2]: module.family for module in modules}


@cache
def _merged() -> tuple[Mapping[str, Entry], Mapping[str, str]]:
    entries: dict[str, Entry] = {}
    reasons: dict[str, str] = {}
    for family in units_of("rekeras.lexicon", "family", Family):
        if twice := entries.keys() & family.entries.keys():
            raise ValueError(f"two families have {sorted(twice)}")
        entries |= family.entries
        reasons |= family.reasons
    return entries, reasons


def entry_of(name: str) -> Entry | None:
    """The entry of a function: ``math.add``, ``add``, ``compat.v1.squeeze``, ``raw.AddV2``, ``keras.backend.mean``."""
    entries, _reasons = _merged()
    return next((entries[each] for each in _spellings(name) if each in entries), None)


def reason_of(name: str) -> str:
    """Why a function is not translated."""
    _entries, reasons = _merged()
    return next((reasons[each] for each in _spellings(name) if each in reasons), "rekeras does not know it")


def _spellings(name: str) -> tuple[str, ...]:
    bare = name.removeprefix("compat.v1.").removeprefix("compat.v2.")
    space, _, last = bare.rpartition(".")
    if space and f"{space}." not in SPACES:
        return (name, bare)
    return (name, bare, last, *(other + last for other in SPACES))


def call(build: Build, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Translate one call.

    Args:
        build: Where the operations go.
        name: Of the function, as ``entry_of`` takes it.
        args: Arguments by position: ``TensorRef`` for tensors, else plain values and sizes.
        kwargs: Those by name.

    Returns:
        A ``TensorRef``, a list of them, or a constant.

    Raises:
        Untranslatable: It cannot be written in Keras 3, or it is not certain what it means.
    """
    if not any(True for _ in refs_in((args, dict(kwargs)))):
        try:
            return fold(name, args, kwargs)
        except Untranslatable:
            args = tuple(build.materialized(arg) if isinstance(arg, Size) else arg for arg in args)
    entry = entry_of(name)
    if entry is None:
        raise Untranslatable(reason_of(name))
    bound = _bound(entry, args, kwargs)
    try:
        return entry.function(build, *bound.args, **bound.kwargs)
    except NONSENSE as problem:
        raise Untranslatable(f"its arguments are not understood ({type(problem).__name__}: {problem})") from problem


def _bound(entry: Entry, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> inspect.BoundArguments:
    """The arguments as the entry takes them."""
    known = entry.parameters
    given: dict[str, Any] = {}
    for key, value in kwargs.items():
        ours = key if key in known else RENAMED.get(key, key)
        if ours in known:
            given[ours] = value
        elif key not in TYPES and value is not None:
            raise Untranslatable(f"its argument {key}={value!r} is not understood")
    signature = inspect.signature(entry.function)
    parameters = list(signature.parameters.values())[1:]
    try:
        return signature.replace(parameters=parameters).bind(*args, **given)
    except TypeError as problem:
        raise Untranslatable(f"its arguments are not understood ({problem})") from None
