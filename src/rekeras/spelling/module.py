"""A whole model as a module of Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.layers._description import Description
from rekeras.spelling.functions import Functions, said
from rekeras.spelling.values import text

LOAD = [
    "def load_model() -> keras.Model:",
    '    """Build the model and load its weights."""',
    "    model = build_model()",
    "    model.load_weights(Path(__file__).with_name(WEIGHTS))",
    "    return model",
]


def module(model: Layer, description: Description, weights: str) -> str:
    """The text of a module with a function ``build_model``, and ``load_model``, which loads the weights into it.

    Args:
        model: As Keras 3 knows it.
        description: What ``describe`` gives for it.
        weights: Name of the file with the weights, which stands beside the module.
    """
    functions = Functions()
    functions.write(model, description, "build_model", f"Build {said(model.name)}, with new weights.")
    written = [*functions.texts, LOAD]
    body = "\n\n\n".join("\n".join(lines) for lines in written)
    return "\n".join((*_head(model, weights), *_imports(body), "", f"WEIGHTS = {text(weights)}", "", "", body)) + "\n"


def _head(model: Layer, weights: str) -> Iterator[str]:
    yield f'"""{said(model.name)} in Keras 3; its weights stand in {said(weights)}."""'
    yield ""


def _imports(body: str) -> Iterator[str]:
    yield "from pathlib import Path"
    yield ""
    yield "import keras"
    if re.search(r"\bnp\.array\(", body):
        yield "import numpy as np"
    used = [name for name in ("layers", "ops") if re.search(rf"(?<![\w.]){name}\.", body)]
    if used:
        yield f"from keras import {', '.join(used)}"
