"""LayerScale and StochasticDepth of the ConvNeXt models, FixedDropout of the EfficientNet models before Keras had them.

Symptom: Unknown layer: 'LayerScale'
Symptom: Could not locate class 'LayerScale'
Symptom: Unknown layer: 'StochasticDepth'
Symptom: Unknown layer: 'FixedDropout'
https://github.com/keras-team/keras/blob/v2.15.0/keras/applications/convnext.py
https://github.com/qubvel/efficientnet/blob/master/efficientnet/model.py

Before: LayerScale(init_values=1e-06, projection_dim=96)
After: EinsumDense("abcd,d->abcd"), its kernel the scales

Before: StochasticDepth(drop_path_rate=0.1)
After: Dropout(rate=0.1, noise_shape=[None, 1, 1, 1])

FixedDropout is Dropout for noise shapes that are not known yet, which Keras can do itself by now.
"""

from __future__ import annotations

import string

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN
from rekeras.records import Safety
from rekeras.rules._drawing import constant, shape_unknown
from rekeras.rules._others import COMMON
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.1", safety=Safety.EXACT)

DROPOUT = frozenset({"rate", "noise_shape", "seed"})


@rule.in_context("LayerScale")
def scale_channels(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package or layer.config.keys() - COMMON != {"init_values", "projection_dim"}:
        return None
    shape = (context.description.inputs.first if context.description else UNKNOWN).shape
    if shape is None or len(layer.weights) != 1:
        return Upgraded(findings=(shape_unknown(layer, context),))
    axes = string.ascii_lowercase[: len(shape)]
    kept = {key: layer.config[key] for key in ("dtype", "trainable") if key in layer.config}
    config = constant(equation=f"{axes},{axes[-1]}->{axes}", output_shape=list(shape[1:])) | {"trainable": True} | kept
    return Layer("EinsumDense", layer.name, config, {"kernel": next(iter(layer.weights.values()))})


@rule.in_context("StochasticDepth")
def drop_samples(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package or layer.config.keys() - COMMON != {"drop_path_rate"}:
        return None
    rank = (context.description.inputs.first if context.description else UNKNOWN).rank
    if rank is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    kept = {key: layer.config[key] for key in ("dtype", "trainable") if key in layer.config}
    noise = {"rate": layer.config["drop_path_rate"], "noise_shape": [None] + [1] * (rank - 1), "seed": None}
    return Layer("Dropout", layer.name, kept | noise)


@rule.on("FixedDropout")
def take_keras_own(layer: Layer) -> Layer | None:
    if layer.package or layer.config.keys() - COMMON != DROPOUT:
        return None
    return Layer("Dropout", layer.name, layer.config)
