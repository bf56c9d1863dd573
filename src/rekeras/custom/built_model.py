"""A Keras 3 model that a person's own function makes: ``module:function``, called in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rekeras.custom.sources import CodeSource, sources_of
from rekeras.errors import MissingKerasError, UnreadableFileError
from rekeras.runner.installed import installed_backends
from rekeras.runner.process import SERVE, KerasProcess

BUILD = SERVE.with_name("build_model.py")
FORM = "MODULE:FUNCTION or FILE.py:FUNCTION"
SECONDS = 300.0
"""How long importing the code and building the model may take."""


def names_function(given: str) -> bool:
    """Whether a text names a function rather than a file: something stands behind its last colon."""
    place, colon, name = given.rpartition(":")
    return bool(colon) and len(place) > 1 and name.isidentifier() and not Path(given).exists()


def save_built_model(given: str, target: Path, *, seconds: float = SECONDS) -> None:
    """Call the function, and save the model that it returns, with the values that it has.

    Args:
        given: ``module:function`` or ``file.py:function``; the function takes no arguments.
        target: The ``.keras`` file to write.
        seconds: How long it may take.

    Raises:
        UnreadableFileError: There is no such function, it raises (says where), or returns no model.
        MissingKerasError: Keras 3 or every one of its backends is missing.
    """
    sources = sources_of([given])
    if len(sources) != 1 or len(sources[0].names) != 1:
        raise UnreadableFileError(given, "names no function", expected=FORM)
    backends = installed_backends()
    if not backends:
        raise MissingKerasError("Building the architecture")
    wished = os.environ.get("KERAS_BACKEND", "")
    with KerasProcess(wished if wished in backends else backends[0], seconds=seconds, script=BUILD) as process:
        answer = process.ask({"source": sources[0].request(), "target": str(target.resolve())})
    if "error" in answer:
        raise _failed(answer, sources[0])


def _failed(answer: Mapping[str, Any], source: CodeSource) -> UnreadableFileError:
    error, text = answer["error"], str(answer["text"])
    if answer["stage"] == "start":
        return UnreadableFileError("Keras", f"does not start: {text}", advice="Set KERAS_BACKEND to another.")
    if error == "NotThere":
        known = ", ".join(answer["has"]) or "nothing of its own"
        return UnreadableFileError(source.text, text, expected=f"one of what it has: {known}")
    if error in ("NoModel", "TimeoutError", "ProcessDied"):
        return UnreadableFileError(source.text, text, expected="a function that builds a Keras 3 model and returns it")
    where = f"{answer['file']}, line {answer['line']}" if answer.get("file") else source.text
    line = f": {answer['code']}" if answer.get("code") else ""
    done = "cannot be imported" if answer["stage"] == "import" else "fails"
    return UnreadableFileError(where, f"{done}, {error}: {text}{line}", advice=ADVICE)


ADVICE = "The function is called without arguments, in Keras 3; code for Keras 2 is moved by: rekeras code."
