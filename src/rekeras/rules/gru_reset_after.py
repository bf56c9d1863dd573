"""GRU got `reset_after`, and Keras 3 takes its absence for True; where an old file lacks it, it meant False.

Symptom: Layer 'gru_cell' expected 3 variables
Symptom: Shape mismatch in layer #0 for weight gru/gru_cell/bias. Weight expects shape (2, 24). Received saved weight with shape (24,)
https://github.com/keras-team/keras/pull/8719

Before: GRU(units=8)                     (Keras up to 2.1.2)
After: GRU(units=8, reset_after=False)
"""  # noqa: E501

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.1.3", safety=Safety.LOSSLESS)


@rule.on("GRU", "GRUCell")
def write_reset_after(layer: Layer) -> Layer | None:
    return None if "reset_after" in layer.config else layer.with_config({"reset_after": False})
