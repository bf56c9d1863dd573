"""On PyTorch, an unrolled recurrent layer that goes backwards cannot take a mask.

Symptom: 'tuple' object has no attribute 'shape'

Unrolling is a matter of speed: the same steps, written out. So it is switched off where it goes backwards.

Before: LSTM(unroll=True, go_backwards=True)
After: LSTM(unroll=False, go_backwards=True)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)


@rule.on("LSTM", "GRU", "SimpleRNN", "RNN")
def roll_up(layer: Layer) -> Layer | None:
    if not layer.config.get("unroll") or not layer.config.get("go_backwards"):
        return None
    return layer.with_config({"unroll": False})
