"""Recurrent layers no longer take `time_major`; every TF 2 file has it, nearly always False.

Symptom: Unrecognized keyword arguments passed to LSTM: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to GRU: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to SimpleRNN: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to RNN: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to ConvLSTM2D: {'time_major': False}
https://github.com/keras-team/keras/issues/20750

Before: LSTM(units=8, time_major=False)
After: LSTM(units=8)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvRNN2D")
def drop_time_major(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if not layer.config.get("time_major", True):
        return layer.with_config(drop=("time_major",))
    if "time_major" not in layer.config:
        return None
    refusal = context.refusal(
        "time_major",
        "time_major is True: the layer reads (time, batch, features), which Keras 3 cannot",
        expected="time_major False",
        advice="Put Permute layers around it in the original framework, or rebuild it with the batch first.",
    )
    return Upgraded(findings=(refusal,))
