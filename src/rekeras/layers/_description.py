"""The words in which a family describes its layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Layer, TensorRef

Shape = tuple[int | None, ...] | None
"""A shape with unknown sizes as None; None where not even the rank is known."""


@dataclass(frozen=True)
class Spec:
    """What is known of a tensor before it exists: shape (batch first) and dtype."""

    shape: Shape = None
    dtype: str = "float32"

    @property
    def rank(self) -> int | None:
        """How many dimensions; None where unknown."""
        return None if self.shape is None else len(self.shape)


UNKNOWN = Spec()


@dataclass(frozen=True)
class Inputs:
    """What a layer is called on: the arguments of ``call``, with a ``Spec`` where a tensor stands."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first(self) -> Spec:
        """The first tensor; UNKNOWN where there is none, or where the layer is called on a list."""
        first = self.args[0] if self.args else UNKNOWN
        return first if isinstance(first, Spec) else UNKNOWN

    @property
    def specs(self) -> tuple[Spec, ...]:
        """All tensors of the first argument, one or a list of them."""
        first = self.args[0] if self.args else ()
        return tuple(
            spec for spec in (first if isinstance(first, list | tuple) else (first,)) if isinstance(spec, Spec)
        )


@dataclass(frozen=True)
class Variable:
    """One variable of a layer: the name Keras gives it, its shape (unknown sizes None), whether training changes it."""

    name: str
    shape: Shape
    trainable: bool = True


@dataclass(frozen=True)
class Description:
    """What a layer is, called on given inputs.

    Attributes:
        variables: Its own variables in the order Keras creates them, without those of inner layers.
        outputs: A ``Spec``, or nested lists and dicts of them.
        children: Descriptions of inner layers (``parts`` and ``layers``), by place.
        inputs: What it was called on (the first time, for shared layers); filled in by ``describe``.
        tensors: For a Functional model, the ``Spec`` of each output of each call.
    """

    variables: tuple[Variable, ...] = ()
    outputs: Any = UNKNOWN
    children: Mapping[str, Description] = field(default_factory=dict)
    inputs: Inputs = field(default_factory=Inputs)
    tensors: Mapping[TensorRef, Spec] = field(default_factory=dict)


class ShapeError(Exception):
    """The config and the shapes of the inputs disagree; the text says how, for the person with the file."""


Describer = Callable[[Layer, Inputs], Description]


class Family:
    """The describers of one family, by class name.

    Attributes:
        keras_1: Whether they are of layers in the words of Keras 1, instead of those of all later versions.
        operations: Whether they are of operations of ``keras.ops``; these have the names of layers, too (``Add``).
    """

    def __init__(self, *, keras_1: bool = False, operations: bool = False) -> None:
        self.keras_1 = keras_1
        self.operations = operations
        self.describers: dict[str, Describer] = {}

    def on(self, *class_names: str) -> Callable[[Describer], Describer]:
        """Register a function as the describer of these classes."""

        def register(describer: Describer) -> Describer:
            for class_name in class_names:
                if class_name in self.describers:
                    raise ValueError(f"two describers for {class_name}")
                self.describers[class_name] = describer
            return describer

        return register
