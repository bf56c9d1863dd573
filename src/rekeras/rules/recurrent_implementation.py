"""Recurrent layers no longer choose an `implementation`; all of them computed the same.

Symptom: Unrecognized keyword arguments passed to SimpleRNN: {'implementation': 0}
Symptom: Unrecognized keyword arguments passed to LSTMCell: {'implementation': 2}
Symptom: Unrecognized keyword arguments passed to ConvLSTM2D: {'implementation': 0}
https://github.com/keras-team/keras/issues/20750

Before: LSTM(units=8, implementation=2)
After: LSTM(units=8)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell", "ConvLSTM2D")
def drop_implementation(layer: Layer) -> Layer | None:
    """0, 1 and 2 group the same multiplications differently; TensorFlow.js writes null."""
    known = layer.config.get("implementation", "") in (0, 1, 2, None)
    return layer.with_config(drop=("implementation",)) if known else None
