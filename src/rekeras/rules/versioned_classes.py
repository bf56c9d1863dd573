"""TensorFlow 1.13 to 2.0 wrote a few layers under the names of their implementations.

Symptom: Unknown layer: 'BatchNormalizationV1'
Symptom: Unknown layer: 'BatchNormalizationV2'
Symptom: Unknown layer: 'UnifiedLSTM'
Symptom: Unknown layer: 'UnifiedGRU'
https://github.com/tensorflow/tensorflow/issues/26811

Before: {"class_name": "BatchNormalizationV1"}
After: {"class_name": "BatchNormalization"}
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.3", safety=Safety.LOSSLESS)

NAMES = {
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "UnifiedLSTM": "LSTM",
    "UnifiedGRU": "GRU",
    "LSTMV2": "LSTM",
    "GRUV2": "GRU",
    "DenseFeaturesV2": "DenseFeatures",
}


@rule.on(*NAMES)
def take_public_name(layer: Layer) -> Layer:
    return replace(layer, class_name=NAMES[layer.class_name])
