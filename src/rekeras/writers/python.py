"""Python code that builds the model in Keras 3, with the weights beside it.

from model import load_model

model = load_model()
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.keras3.places import groups
from rekeras.layers._description import Description
from rekeras.spelling.module import module
from rekeras.writers._ready import Ready, ready
from rekeras.writers._weights_file import WEIGHTS, write_both
from rekeras.writers._writer import Order, Writer, Written


def weights_of(path: Path) -> tuple[Path, ...]:
    """The weights go beside the code: ``model.weights.h5`` for ``model.py``."""
    return (path.with_name(path.name.removesuffix(".py") + WEIGHTS),)


def write(order: Order) -> Written:
    """Write a model as two files.

    Raises:
        ModelRefusedError: Keras 3 has no place for something in it, or is too old; nothing is written then.
        OutputError: They cannot be written there.
    """
    model = ready(order)
    (weights,) = weights_of(order.path)
    code = module(*_readable(order, model), weights.name)
    written = write_both(order, model, weights, order.path, code)
    return replace(written, target=f"Python code and weights for Keras {written.oldest_keras} or newer")


def _readable(order: Order, model: Ready) -> tuple[Layer, Description]:
    """The model without the masks that Keras makes by itself, unless they decide where the weights stand."""
    plain = order.archive.model
    places = [(group.vars_path, name, tensor) for group in groups(plain) for name, tensor in group.variables.items()]
    if {f"{path}/{name}": id(tensor) for path, name, tensor in places} != {p: id(t) for p, t in model.places.items()}:
        return model.model, model.description
    return plain, describe(plain)[0]


writer = Writer(__name__, "Python code and weights (.weights.h5)", ".py", write, weights_of)
