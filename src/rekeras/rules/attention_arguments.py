"""Attention of TensorFlow 1.13 to 2.0 did not write its arguments: whether it was causal stands in no file.

Symptom: Unknown layer: Attention, in TensorFlow 1.14 itself; later versions load it as if it were not causal
https://github.com/tensorflow/tensorflow/blob/v1.14.0/tensorflow/python/keras/layers/dense_attention.py

Before: {"name": "attention", "trainable": true, "dtype": "float32"}, causal or not
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)


@rule.in_context("Attention", "AdditiveAttention")
def refuse_lost_arguments(layer: Layer, context: Context) -> Upgraded | None:
    source = context.source
    if "causal" in layer.config or not source.is_tf_keras or source.version > (2, 2, 4):
        return None
    found = context.refusal(
        "attention_arguments",
        f"{layer.class_name} of this TensorFlow did not write its arguments; the file does not say if it was causal",
        expected="causal and use_scale in its config",
        advice="Build the model in TensorFlow 2.3 or newer, load the weights of this file, and save it there.",
    )
    return Upgraded(findings=(found,))
