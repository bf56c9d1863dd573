"""What a class of somebody's own made when Keras 3 built a layer of it: data, gathered by a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


def _unknown(_inputs: Any) -> Any:
    return None


@dataclass(frozen=True)
class Code:
    """What is known of a layer from its code.

    Attributes:
        module: The module that Keras 3 writes for the class; None for a registered one.
        registered_name: The name under which Keras 3 finds the class; empty where the class is Keras's own, and only
            something inside it is not.
        call_arguments: Names of the arguments of its ``call``.
        mask: What its output has of the mask of its first input: ``none``, ``same``, or ``computed`` by its code.
        outputs: What it gives for what it is called on, as descriptions have both; None where that is not known.
        places: Where Keras 3 saves each of its own variables, below the layer (``vars/0``, ``dense/vars/1``), by the
            name that the variable has in the archive.
        parts: The attribute that holds each of its parts.
        takes_name: Whether its constructor takes a ``name``.
        build_config: What a model of its own class is built with when Keras 3 loads it; None for layers.
        own_keys: Config keys that hold a function or an object of the code (``activation``).
        built: Whether it could be built and its variables were all found; otherwise findings say why not.
    """

    module: str | None = None
    registered_name: str = ""
    call_arguments: tuple[str, ...] = ()
    mask: str = "none"
    outputs: Callable[[Any], Any] = _unknown
    places: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    takes_name: bool = True
    build_config: Mapping[str, Any] | None = None
    own_keys: frozenset[str] = frozenset()
    built: bool = False

    @property
    def is_own_class(self) -> bool:
        """Whether the layer's class itself is somebody's own."""
        return bool(self.registered_name)
