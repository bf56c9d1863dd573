"""A whole saved model: where it came from, the layers, and what stood in the file besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rekeras.archive.layer import Layer, walk
from rekeras.archive.tensors import Tensor
from rekeras.archive.training import Compiled, StateTensor
from rekeras.records import Finding


@dataclass(frozen=True)
class Source:
    """Where a model came from.

    Attributes:
        path: The file that was read (the architecture, where weights stand in another).
        format: Name of the reader.
        keras_version: As the file says (``2.2.4-tf``); empty where it says nothing.
        backend: ``tensorflow``, ``theano``, ``cntk``; empty where the file says nothing.
        weights_path: The second file, where there is one.
    """

    path: Path
    format: str
    keras_version: str = ""
    backend: str = ""
    weights_path: Path | None = None

    @property
    def version(self) -> tuple[int, ...]:
        """The Keras version as numbers (``2.2.4-tf`` is ``(2, 2, 4)``); empty where unknown."""
        numbers = []
        for part in self.keras_version.partition("-")[0].split("."):
            if not part.isdigit():
                break
            numbers.append(int(part))
        return tuple(numbers)

    @property
    def is_tf_keras(self) -> bool:
        """Whether ``tensorflow.keras`` or ``tf_keras`` wrote it, as the version tells: standalone ended at 2.3."""
        return self.keras_version.endswith("-tf") or self.version[:2] >= (2, 4)


@dataclass(frozen=True)
class Leftover:
    """A tensor of the file that belongs to no layer, with the reason why it is not carried over."""

    tensor: Tensor
    reason: str


InputShape = tuple[int | None, ...] | None


@dataclass(frozen=True)
class Signature:
    """One way to call a saved model.

    Attributes:
        name: Its key (``serving_default``).
        inputs: Dtype and shape of each input by name; None for a size or shape that is not fixed.
        outputs: The same of each output.
    """

    name: str
    inputs: Mapping[str, tuple[str, InputShape]]
    outputs: Mapping[str, tuple[str, InputShape]]


@dataclass(frozen=True)
class Outline:
    """What a file holds besides layers and variables: how it is called, and how often each operator stands in it."""

    signatures: tuple[Signature, ...] = ()
    operators: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Archive:
    """One saved model.

    Attributes:
        source: Where it came from.
        model: The outermost model with all its layers.
        training: The compile settings as the source wrote them; None where it has none.
        leftovers: Tensors that belong to no layer.
        findings: What reading noticed.
        outline: What the file holds besides.
        state: The optimizer's variables, in the order of the file.
        compiled: How Keras 3 compiles it; None before that is known, and where it does not.
    """

    source: Source
    model: Layer
    training: Mapping[str, Any] | None = None
    leftovers: tuple[Leftover, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    outline: Outline = field(default_factory=Outline)
    state: tuple[StateTensor, ...] = ()
    compiled: Compiled | None = None

    def tensors(self) -> dict[str, Tensor]:
        """All tensors of the layers by their place in the archive (``dense_1 / kernel``)."""
        return {
            " / ".join((*address, name)): tensor
            for address, layer in walk(self.model)
            for name, tensor in layer.weights.items()
        }
