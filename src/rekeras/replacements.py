"""Functions that a person gives for what a Lambda layer holds, or for an activation: ``NAME=file.py:function``.

Its file is read as text. It is neither imported nor run.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rekeras.archive import Archive, Layer, walk
from rekeras.bytecode.given import GivenFunction, defined
from rekeras.errors import UnreadableFileError
from rekeras.keras3.objects import is_activation_key, is_function
from rekeras.module_file import module_file

MAX_BYTES = 1_000_000
HISTORICAL = frozenset(
    {"elu", "exponential", "linear", "relu", "selu", "sigmoid", "softmax", "softplus", "softsign", "tanh"}
)
"""The activations that always were Keras's own, and mean the same everywhere."""
FORM = "NAME=file.py:function or NAME=module:function"


def replaced(archive: Archive, lambdas: Mapping[str, str]) -> Archive:
    """The archive with the functions of some Lambda layers, and some activations, replaced.

    Args:
        archive: A model.
        lambdas: ``file.py:function`` or ``module:function`` by the name of the layer, or of the activation.

    Raises:
        UnreadableFileError: There is no such layer, activation, file or function, or the file is no Python.
    """
    if not lambdas:
        return archive
    layers = [layer for _address, layer in walk(archive.model)]
    there = {layer.name for layer in layers if layer.class_name == "Lambda"}
    there |= {name for layer in layers for name in _activations(layer).values()}
    for name in lambdas:
        if name not in there:
            known = f"one of {', '.join(sorted(there))}" if there else ""
            found = f"there is no Lambda layer and no activation {name}"
            raise UnreadableFileError(archive.source.path, found, expected=known)
    functions = {name: _function(place) for name, place in lambdas.items()}
    return replace(archive, model=_with(archive.model, functions))


def _with(layer: Layer, functions: Mapping[str, GivenFunction]) -> Layer:
    layer = layer.map_children(lambda _place, child: _with(child, functions))
    if layer.class_name == "Lambda" and layer.name in functions:
        return layer.with_config({"function": functions[layer.name]})
    given = {key: functions[name] for key, name in _activations(layer).items() if name in functions}
    return layer.with_config(given) if given else layer


def _activations(layer: Layer) -> dict[str, str]:
    """The activations of a layer by config key, as far as their names are not Keras's own; without their package."""
    found = {}
    for key, value in layer.config.items():
        name = value.get("config") if is_function(value) else value
        if is_activation_key(key) and isinstance(name, str) and name not in HISTORICAL:
            found[key] = name.rpartition(">")[2]
    return found


def _function(place: str) -> GivenFunction:
    path, colon, function = place.rpartition(":")
    if not colon or not function.isidentifier():
        raise UnreadableFileError(place, "names no function of a file or module", expected=FORM)
    try:
        with _file(path).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
        text = data.decode("utf-8")
        names = defined(ast.parse(text))
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read: {error.strerror}", expected="a Python file") from error
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UnreadableFileError(path, f"is no Python: {error}", expected="a Python file") from error
    if function not in names:
        known = f"one of {', '.join(sorted(names))}" if names else "a function"
        raise UnreadableFileError(path, f"defines no function {function}", expected=known)
    return GivenFunction(text, function)


def _file(path: str) -> Path:
    """The file that was named, or that of the module."""
    is_file = path.endswith(".py") or Path(path).exists()
    return Path(path) if is_file else module_file(path) or Path(path)
