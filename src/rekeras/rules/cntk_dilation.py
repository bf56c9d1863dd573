"""Up to Keras 2.2.2, CNTK took the dilation of a convolution for its strides, or did nothing about it.

Nobody sees an error. Conv1D was not dilated at all, Conv2D and Conv3D went in steps of the dilation; newer versions
refuse dilation on the CPU.

Symptom: a dilated convolution of a CNTK model gives other results in Keras 3
https://github.com/keras-team/keras/blob/2.1.6/keras/backend/cntk_backend.py (`conv2d`)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._spatial import per_axis, rank_of
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)

FIRST_RIGHT = (2, 2, 3)


@rule.in_context("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", "ConvLSTM2D")
def refuse_dilation(layer: Layer, context: Context) -> Upgraded | None:
    source = context.source
    dilation = per_axis(layer.config.get("dilation_rate") or 1, rank_of(layer))
    if source.backend != "cntk" or source.version >= FIRST_RIGHT or max(dilation) == 1:
        return None
    finding = context.refusal(
        "cntk_dilation",
        f"{layer.class_name} with dilation {list(dilation)} of the CNTK backend, which did not dilate it",
        expected="a dilation of 1, a file of Keras 2.2.3 or newer, or one of the TensorFlow or Theano backend",
        advice="Keep this model in the framework that made it, or train it again.",
    )
    return Upgraded(findings=(finding,))
