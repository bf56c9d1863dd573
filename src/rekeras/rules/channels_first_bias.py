"""With channels first, TensorFlow adds a bias along the last axis where that is as long as there are channels.

Nobody sees an error: with Keras 3.7 to 3.15 (the newest), the TensorFlow backend gives other numbers than JAX, PyTorch
and the old frameworks. `keras.ops.add` takes whatever fits the last axis for a bias with channels last. Without a bias,
or with another size of the last axis, all agree.

Symptom: Conv2D(data_format="channels_first") gives wrong results on the TensorFlow backend
Symptom: Conv3D(data_format="channels_first") gives wrong results on the TensorFlow backend
https://github.com/keras-team/keras/blob/v3.12.0/keras/src/backend/tensorflow/numpy.py (`add`)

Before: Conv2D(4, 3, data_format="channels_first")     (giving 4 channels of 7 x 4)
After: Permute([2, 3, 1]), Conv2D(4, 3, data_format="channels_last"), Permute([3, 1, 2])
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Spec
from rekeras.layers._spatial import is_channels_first, rank_of
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)


@rule.in_context(
    *("Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"),
    *("SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D"),
)
def put_channels_last(layer: Layer, context: Context) -> Layer | None:
    if not is_channels_first(layer) or not layer.config.get("use_bias", True) or not _is_mistaken(context):
        return None
    rank = rank_of(layer)
    spatial = list(range(2, rank + 2))
    steps = (
        Layer("Permute", "to_last", {"dims": [*spatial, 1]}),
        Layer(layer.class_name, "conv", dict(layer.config) | {"data_format": "channels_last"}, layer.weights),
        Layer("Permute", "to_first", {"dims": [rank + 1, *range(1, rank + 1)]}),
    )
    return in_place(layer, steps, context)


def _is_mistaken(context: Context) -> bool:
    """Whether the last axis is as long as there are channels, or may be."""
    given = context.description.outputs if context.description else Spec()
    if not isinstance(given, Spec) or given.shape is None:
        return True
    channels, last = given.shape[1], given.shape[-1]
    return channels != 1 and (last is None or channels is None or channels == last)
