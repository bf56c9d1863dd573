"""The weights as ``model.save_weights`` of Keras 3 writes them, with the architecture as ``model.to_json`` does.

    model = keras.models.model_from_json(open("model.json").read())
    model.load_weights("model.weights.h5")

Source: ``keras/src/saving/saving_lib.py``, ``keras/src/models/model.py``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from rekeras.writers._ready import ready
from rekeras.writers._weights_file import WEIGHTS, write_both
from rekeras.writers._writer import Order, Writer, Written


def architecture(path: Path) -> tuple[Path, ...]:
    """The architecture goes beside the weights: ``model.json`` for ``model.weights.h5``."""
    stem = path.name.removesuffix(WEIGHTS) if path.name.endswith(WEIGHTS) else path.stem
    return (path.with_name(f"{stem}.json"),)


def write(order: Order) -> Written:
    """Write a model as two files.

    Raises:
        ModelRefusedError: Keras 3 has no place for something in it, or is too old; nothing is written then.
        OutputError: They cannot be written there.
    """
    model = ready(order)
    (text,) = architecture(order.path)
    written = write_both(order, model, order.path, text, json.dumps(model.config))
    target = f"weights and architecture (JSON) of Keras {written.oldest_keras} or newer"
    return replace(written, target=target)


writer = Writer(__name__, "Keras weights (.weights.h5) and architecture (JSON)", WEIGHTS, write, architecture)
