"""Layers of Keras 3 have attributes that nobody sets: ``dtype``, ``input``, ``losses``, ``path``, ``variables``."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Assignment
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

NAMES = (
    *("compute_dtype", "dtype", "input", "input_dtype", "losses", "metrics", "metrics_variables", "output", "path"),
    *("quantization_mode", "trainable_variables", "non_trainable_variables", "variable_dtype", "variables", "weights"),
)
HOMES = ("keras.layers.", "keras.models.", "keras.Model", "keras.Layer")


@unit.assignment(*NAMES)
def refuse(place: Assignment) -> None:
    """In classes that are layers or models; others may call their attributes as they like."""
    around = place.file.around(place.original)
    cls = next((each for each in around if isinstance(each, cst.ClassDef)), None)
    if cls is not None and any(base.startswith(HOMES) for base in place.file.bases_of(cls)):
        raise Refused(f"layers of Keras 3 have an attribute {place.name} that cannot be set", "Give it another name.")
