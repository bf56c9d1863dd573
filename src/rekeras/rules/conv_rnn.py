"""ConvRNN2D around a ConvLSTM2DCell is ConvLSTM2D, which is all that Keras 3 has of them.

Symptom: Unknown layer: 'ConvRNN2D'
Symptom: Unknown layer: 'ConvLSTM2DCell'
https://github.com/keras-team/keras/blob/2.2.4/keras/layers/convolutional_recurrent.py

Before: ConvRNN2D(ConvLSTM2DCell(filters=4, kernel_size=[3, 3]), return_sequences=True)
After: ConvLSTM2D(filters=4, kernel_size=[3, 3], return_sequences=True)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.2", safety=Safety.LOSSLESS)


@rule.on("ConvRNN2D")
def take_cell_in(layer: Layer) -> Layer | None:
    cell = layer.parts.get("cell")
    if layer.package or cell is None or cell.package or cell.class_name != "ConvLSTM2DCell":
        return None
    return Layer("ConvLSTM2D", layer.name, dict(cell.config) | dict(layer.config), cell.weights)
