"""Only InputLayer takes the input's shape, and calls it `batch_shape`; before, every layer took `batch_input_shape`.

Symptom: Unrecognized keyword arguments passed to Dense: {'batch_input_shape': [None, 4]}
Symptom: Unrecognized keyword arguments passed to LSTM: {'batch_input_shape': [None, 5, 2]}
Symptom: Unrecognized keyword arguments passed to Embedding: {'batch_input_shape': [None, None]}
https://github.com/keras-team/keras/issues/20106

Before: InputLayer(batch_input_shape=[None, 4]), Dense(batch_input_shape=[None, 4])
After: InputLayer(batch_shape=[None, 4]), Dense()
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on()
def drop_or_rename(layer: Layer) -> Layer | None:
    if "batch_input_shape" not in layer.config:
        return None
    without = layer.with_config(drop=("batch_input_shape",))
    if layer.class_name == "InputLayer" and "batch_shape" not in layer.config:
        return without.with_config({"batch_shape": layer.config["batch_input_shape"]})
    return without
