"""With channels first, TensorFlow's CPU adds biases of Conv3D, SeparableConv2D and dilated Conv2D along another axis.

Nobody sees an error: for some shapes, the TensorFlow backend gives other numbers than JAX, PyTorch and the old
frameworks. Measured with TensorFlow 2.21; without a bias all agree.

Symptom: Conv3D(data_format="channels_first") gives wrong results on the TensorFlow backend
Symptom: Conv2D(dilation_rate=2, data_format="channels_first") gives wrong results on the TensorFlow backend
https://github.com/keras-team/keras/blob/v3.12.0/keras/src/backend/tensorflow/nn.py (`conv`)

Before: Conv2D(dilation_rate=[2, 2], data_format="channels_first")
After: Permute([2, 3, 1]), Conv2D(dilation_rate=[2, 2], data_format="channels_last"), Permute([3, 1, 2])
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._spatial import is_channels_first, per_axis, rank_of
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)


@rule.in_context("Conv2D", "SeparableConv2D", "Conv3D", "Conv3DTranspose")
def put_channels_last(layer: Layer, context: Context) -> Layer | None:
    rank = rank_of(layer)
    dilated = max(per_axis(layer.config.get("dilation_rate") or 1, rank)) > 1
    concerned = dilated or layer.class_name != "Conv2D"
    if not is_channels_first(layer) or not layer.config.get("use_bias", True) or not concerned:
        return None
    spatial = list(range(2, rank + 2))
    steps = (
        Layer("Permute", "to_last", {"dims": [*spatial, 1]}),
        Layer(layer.class_name, "conv", dict(layer.config) | {"data_format": "channels_last"}, layer.weights),
        Layer("Permute", "to_first", {"dims": [rank + 1, *range(1, rank + 1)]}),
    )
    return in_place(layer, steps, context)
