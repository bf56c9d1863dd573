"""The operations of ``keras.ops`` as a Functional config holds them: their constructor keys and call arguments.

The numbers come from Keras itself (`scripts/make_operations.py`), the oldest minor version being 3.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rekeras.archive import Layer
from rekeras.archive.layer import OPERATIONS
from rekeras.keras3.naming import to_snake_case

REQUIRED = "required"
CALLED_SINCE = {"GetItem": "3.2"}
"""Operations that older versions have, but cannot read the calls of: a key of several parts comes back as a list."""


@dataclass(frozen=True)
class Operation:
    """One operation class of Keras 3.

    Attributes:
        module: What configs write as ``module`` (``keras.src.ops.numpy``).
        function: Its public function in ``keras.ops``; empty where it has none (``GetItem`` is ``x[key]``).
        since: The first minor version of Keras that has it (``3.0``).
        keys: Constructor arguments with their defaults, or ``REQUIRED``.
        keys_since: The first minor version that takes each key, where that is not ``since``.
        defaults_since: The first version in which a key that is left out means the same as in all later ones.
        call: Names of the arguments of its call, with their defaults.
    """

    module: str
    function: str
    since: str
    keys: Mapping[str, Any]
    keys_since: Mapping[str, str] = field(default_factory=dict)
    defaults_since: Mapping[str, str] = field(default_factory=dict)
    call: Mapping[str, Any] = field(default_factory=dict)

    @property
    def takes_a_name(self) -> bool:
        """Whether every version that has it takes a name."""
        return "name" in self.keys and "name" not in self.keys_since


@cache
def operations() -> Mapping[str, Operation]:
    """All operations by class name, read from their file on first use."""
    data = json.loads(Path(__file__).with_name("operations.json").read_text(encoding="utf-8"))
    return {
        name: Operation(
            module=OPERATIONS + entry["module"],
            function=entry.get("function", ""),
            since=entry["since"],
            keys=entry.get("keys", {}),
            keys_since=entry.get("keys_since", {}),
            defaults_since=entry.get("defaults_since", {}),
            call=entry.get("call", {}),
        )
        for name, entry in data["operations"].items()
    }


def written_config(layer: Layer, names: Iterable[str]) -> dict[str, Any]:
    """The config of an operation with its name, where all versions of Keras take one or another one would collide.

    Args:
        layer: The operation.
        names: Names of everything in the same model.
    """
    if operations()[layer.class_name].takes_a_name or is_contested(layer, names):
        return {"name": layer.name, **layer.config}
    return dict(layer.config)


def is_contested(layer: Layer, names: Iterable[str]) -> bool:
    """Whether the name that Keras would give this operation (``mean``, ``mean_1``) may be that of something else."""
    own = re.compile(rf"{to_snake_case(layer.class_name)}(_\d+)?")
    return any(own.fullmatch(name) for name in names if name != layer.name)


def since(layer: Layer, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The versions that an operation needs, with what needs them."""
    known = operations()[layer.class_name]
    what = f"the operation {known.function or layer.class_name}"
    yield max(known.since, CALLED_SINCE.get(layer.class_name, known.since), key=_number), what
    for key in layer.config:
        if key in known.keys_since:
            yield known.keys_since[key], f"{what} with {key}"
    for key, version in known.defaults_since.items():
        if key not in layer.config and key != "name":
            yield version, f"{what} without {key}"
    if not known.takes_a_name and is_contested(layer, names):
        yield known.keys_since["name"], f"{what} beside layers that have its name"


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def unknown_keys(layer: Layer) -> tuple[str, ...]:
    """Config keys that the operation does not have; all of them where Keras 3 has no such operation."""
    known = operations().get(layer.class_name)
    if known is None or known.module != layer.package:
        return ("class_name", *layer.config)
    return tuple(key for key in layer.config if key not in known.keys)


def array(value: Any, dtype: str) -> dict[str, Any]:
    """Numbers as an argument of a call, in the form that every Keras 3 reads as an array.

    Source: ``deserialize_keras_object`` in ``keras/src/saving/serialization_lib.py``.
    """
    return {"class_name": "__numpy__", "config": {"value": value, "dtype": dtype}}


def bounds(start: int | None, stop: int | None, step: int | None) -> dict[str, Any]:
    """A slice as an argument of a call."""
    return {"class_name": "__slice__", "config": {"start": start, "stop": stop, "step": step}}
