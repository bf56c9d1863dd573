"""What is inside a saved model, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rekeras.records import Finding

Shape = tuple[int | None, ...] | None
"""A shape with unknown sizes as None; None where not even the rank is known."""


@dataclass(frozen=True)
class InspectedLayer:
    """One layer.

    Attributes:
        depth: 0 for the layers of the outermost model, 1 for those inside them, and so on.
        name: The layer's name, or its place in a wrapper (``forward_layer``).
        class_name: As the file spells it.
        outputs: Shapes of what it gives, batch first; empty where they cannot be told.
        parameters: How many numbers its variables hold, inner layers included.
        trainable: As the file says.
        package: Where a class that is not Keras's own is registered or defined; empty for Keras's own.
        custom: Whether the class is not one of Keras's.
        known_from: The package that it is of, or that has a class of this name; empty where none is known.
    """

    depth: int
    name: str
    class_name: str
    outputs: tuple[Shape, ...]
    parameters: int
    trainable: bool
    package: str = ""
    custom: bool = False
    known_from: str = ""


@dataclass(frozen=True)
class Lambda:
    """Python code that the file carries. It is shown, never run.

    Attributes:
        where: Address of the layer.
        function: Name of the function, ``<lambda>`` where it has none.
        source: Its Python source, read from the compiled code; empty where only its name is in the file.
        problem: Why the code cannot be read; empty where it can.
        reaches: Names in it through which it could do more than compute: ``os``, ``eval``, ``open``.
    """

    where: str
    function: str
    source: str = ""
    problem: str = ""
    reaches: tuple[str, ...] = ()


Values = Mapping[str, tuple[str, Shape]]
"""Dtype and shape of tensors by name."""


@dataclass(frozen=True)
class InspectedSignature:
    """One way to call a model of TensorFlow.

    Attributes:
        name: Its key (``serving_default``).
        inputs: What it takes.
        outputs: What it gives.
    """

    name: str
    inputs: Values
    outputs: Values


@dataclass(frozen=True)
class Inspection:
    """What a file holds.

    Attributes:
        path: The file.
        format: Name of the reader.
        origin: The same for people, with Keras version and backend.
        file_bytes: Size of the file, and of the weights file where there is one.
        keras_version: As the file says; empty where it says nothing.
        backend: As the file says; empty where it says nothing.
        model_class: Class of the outermost model.
        name: Its name.
        layers: All layers, outermost first.
        parameters: How many numbers all variables hold; a shared layer counts once.
        trainable_parameters: Of these, how many training changes, as far as the layers' ``trainable`` says.
        inputs: Shapes of the inputs by name.
        outputs: Shapes of the outputs, by the name of the layer that gives them.
        custom_objects: Classes and functions that are not Keras's own.
        lambdas: Python code in the file.
        training: Optimizer, loss and metrics as the file spells them; None where it has none.
        optimizer_state: Whether the file holds the optimizer's variables.
        findings: What reading noticed.
        variables: What a file without layers holds: dtype and shape of each variable, by name.
        signatures: How a SavedModel is called.
        operators: How often each operator of TensorFlow stands in a SavedModel.
    """

    path: Path
    format: str
    origin: str
    file_bytes: int
    keras_version: str
    backend: str
    model_class: str
    name: str
    layers: tuple[InspectedLayer, ...]
    parameters: int
    trainable_parameters: int
    inputs: Mapping[str, Shape] = field(default_factory=dict)
    outputs: tuple[tuple[str, Shape], ...] = ()
    custom_objects: tuple[str, ...] = ()
    lambdas: tuple[Lambda, ...] = ()
    training: Mapping[str, Any] | None = None
    optimizer_state: bool = False
    findings: tuple[Finding, ...] = ()
    variables: Values = field(default_factory=dict)
    signatures: tuple[InspectedSignature, ...] = ()
    operators: Mapping[str, int] = field(default_factory=dict)
