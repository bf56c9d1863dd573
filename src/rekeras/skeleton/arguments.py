"""The arguments of a class: what its config holds, as ``__init__`` takes it and ``get_config`` gives it back."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.keras3.catalog import catalog
from rekeras.keras3.objects import is_activation_key, kind_of
from rekeras.skeleton.uses import Use

BASE = frozenset({"name", "trainable", "dtype", "batch_input_shape", "batch_shape", "dynamic", "build_input_shape"})
"""What Keras's own base class takes."""
NO_DEFAULT = object()
TYPES = {bool: "bool", int: "int", float: "float", str: "str"}


@dataclass(frozen=True)
class Argument:
    """One argument.

    Attributes:
        name: Its name, which is that of the config key.
        values: What it is at each use.
        default: The value of every use, where it is one and plain; else ``NO_DEFAULT``.
        kind: ``initializers``, ``regularizers``, ``constraints`` or ``activations`` where it is one; else empty.
    """

    name: str
    values: tuple[Any, ...]
    default: Any
    kind: str

    @property
    def annotation(self) -> str:
        """Its type, as far as its values tell."""
        types = {type(value) for value in self.values}
        if types == {int, float}:
            return "float"
        return TYPES.get(types.pop(), "Any") if len(types) == 1 and not self.kind else "Any"

    @property
    def taken(self) -> str:
        """What becomes of it in ``__init__``."""
        return f"keras.{self.kind}.get({self.name})" if self.kind else self.name

    @property
    def given_back(self) -> str:
        """What ``get_config`` gives."""
        return f"keras.{self.kind}.serialize(self.{self.name})" if self.kind else f"self.{self.name}"


def arguments(uses: Sequence[Use]) -> tuple[Argument, ...]:
    """The arguments in the order of the config, those without a default first."""
    keys = dict.fromkeys(key for use in uses for key in use.layer.config if key not in BASE)
    found = [_argument(key, uses) for key in keys if is_name(key)]
    return tuple(sorted(found, key=lambda argument: argument.default is not NO_DEFAULT))


def unnameable(uses: Sequence[Use]) -> tuple[str, ...]:
    """The config keys that no argument of Python can be called."""
    return tuple(dict.fromkeys(key for use in uses for key in use.layer.config if not is_name(key)))


def is_name(key: str) -> bool:
    """Whether Python takes it as a name."""
    return key.isidentifier() and key.isascii() and not keyword.iskeyword(key) and key not in ("self", "kwargs")


def _argument(key: str, uses: Sequence[Use]) -> Argument:
    having = [use.layer.config[key] for use in uses if key in use.layer.config]
    kind = kind_of(key) or ("activations" if is_activation_key(key) else "")
    same = all(value == having[0] and type(value) is type(having[0]) for value in having)
    plain = having[0] is None or isinstance(having[0], bool | int | float | str)
    if same and plain:
        default = having[0]
    elif len(having) < len(uses):
        default = None
    else:
        default = NO_DEFAULT
    return Argument(key, tuple(having), default, kind)


def likely_base(uses: Sequence[Use]) -> str:
    """The layer of Keras all of whose config keys it has: perhaps it was derived from that; empty where none."""
    keys = set.intersection(*(set(use.layer.config) for use in uses)) - BASE
    fitting = [(len(known), name) for name, known in _known() if known <= keys]
    return max(fitting, default=(0, ""))[1]


def _known() -> Iterator[tuple[str, frozenset[str]]]:
    """Layers with so many config keys of their own that having them all is no chance."""
    classes: Mapping[str, Any] = catalog().classes
    for name, entry in classes.items():
        own = (
            frozenset(entry.keys)
            - BASE
            - {"autocast", "lora_rank", "lora_alpha", "quantization_config", "gptq_unpacked_column_size"}
        )
        if len(own) >= 5:
            yield name, own
