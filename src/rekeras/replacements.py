"""Functions that a person gives in place of what a Lambda layer holds: ``NAME=file.py:function``, or of a module.

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
from rekeras.module_file import module_file

MAX_BYTES = 1_000_000
FORM = "NAME=file.py:function or NAME=module:function"


def replaced(archive: Archive, lambdas: Mapping[str, str]) -> Archive:
    """The archive with the functions of some Lambda layers replaced.

    Args:
        archive: A model.
        lambdas: ``file.py:function`` or ``module:function`` by the name of the layer.

    Raises:
        UnreadableFileError: There is no such layer, file or function, or the file is no Python.
    """
    if not lambdas:
        return archive
    there = {layer.name for _address, layer in walk(archive.model) if layer.class_name == "Lambda"}
    for name in lambdas:
        if name not in there:
            known = f"one of {', '.join(sorted(there))}" if there else ""
            raise UnreadableFileError(archive.source.path, f"there is no Lambda layer {name}", expected=known)
    functions = {name: _function(place) for name, place in lambdas.items()}
    return replace(archive, model=_with(archive.model, functions))


def _with(layer: Layer, functions: Mapping[str, GivenFunction]) -> Layer:
    layer = layer.map_children(lambda _place, child: _with(child, functions))
    if layer.class_name == "Lambda" and layer.name in functions:
        return layer.with_config({"function": functions[layer.name]})
    return layer


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
