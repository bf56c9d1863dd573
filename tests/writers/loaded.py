"""Load what was written as people do and call it; run by tests of writers in a process of its own.

One JSON line a model: its kind, its files, a ``.npz`` with inputs, one for the outputs. Answers an empty text, or what
Keras says.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "jax")
warnings.simplefilter("ignore")

import keras  # noqa: E402 - the backend is chosen before

from rekeras.runner import serve  # noqa: E402


def from_weights(weights: str, architecture: str) -> Any:
    """The model of a JSON text, with weights."""
    model = keras.models.model_from_json(Path(architecture).read_text("utf-8"))
    model.load_weights(weights)
    return model


def from_python(source: str) -> Any:
    """The model that a Python module makes."""
    return runpy.run_path(source)["load_model"]()


def from_keras(path: str) -> Any:
    """The model of a ``.keras`` file."""
    return keras.saving.load_model(path, compile=False)


KINDS: dict[str, Callable[..., Any]] = {"weights": from_weights, "python": from_python, "keras_v3": from_keras}


def answer(kind: str, files: list[str], inputs: str, outputs: str) -> str:
    """Empty when it worked, else what Keras says; ``outputs`` is written."""
    keras.backend.clear_session()
    try:
        serve.call(KINDS[kind](*files), inputs, outputs)
    except Exception as problem:  # whatever Keras raises is the answer
        return f"{type(problem).__name__}: {problem}\n{traceback.format_exc()[-1000:]}"
    return ""


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))), file=answers, flush=True)
