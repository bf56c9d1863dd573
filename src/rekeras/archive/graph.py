"""Who is called on what: the calls of a Functional model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TensorRef:
    """One output of one call; Keras writes it as ``keras_history: [layer, node_index, tensor_index]``.

    ``node`` counts the calls of the layer inside this model from 0, for nested models too
    (Keras 2 counted those from 1; the reader has taken that off).
    """

    layer: str
    node: int = 0
    tensor: int = 0


@dataclass(frozen=True)
class Call:
    """One call of a layer.

    ``args`` and ``kwargs`` are nested lists, tuples and dicts of constants with ``TensorRef`` leaves, as the layer's
    ``call`` receives them: ``args[0]`` is a ``TensorRef``, or a list of them where the layer is called on a list.
    """

    layer: str
    node: int
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Graph:
    """The calls of a Functional model, every call after those it depends on.

    ``inputs`` and ``outputs`` are a ``TensorRef``, or nested lists and dicts of them, as the user passed them to
    ``Model(inputs, outputs)``; a model with one input has the bare ``TensorRef``.
    """

    calls: tuple[Call, ...]
    inputs: Any
    outputs: Any


def refs_in(structure: Any) -> Iterator[TensorRef]:
    """Yield every ``TensorRef`` of a nested structure, in order; dicts in their own order."""
    if isinstance(structure, TensorRef):
        yield structure
    elif isinstance(structure, Mapping):
        for value in structure.values():
            yield from refs_in(value)
    elif isinstance(structure, list | tuple):
        for value in structure:
            yield from refs_in(value)


def map_refs(structure: Any, function: Callable[[TensorRef], Any]) -> Any:
    """Return the structure with every ``TensorRef`` replaced by what ``function`` makes of it."""
    if isinstance(structure, TensorRef):
        return function(structure)
    if isinstance(structure, Mapping):
        return {key: map_refs(value, function) for key, value in structure.items()}
    if isinstance(structure, list):
        return [map_refs(value, function) for value in structure]
    if isinstance(structure, tuple):
        return tuple(map_refs(value, function) for value in structure)
    return structure
