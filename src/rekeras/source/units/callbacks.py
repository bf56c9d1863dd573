"""Callbacks lost a few arguments, and renamed others."""

from __future__ import annotations

import libcst as cst

from rekeras.source._arguments import with_keywords
from rekeras.source._sites import Call
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

TENSORBOARD = ("batch_size", "write_grads", "embeddings_layer_names", "embeddings_data")


@unit.call("keras.callbacks.ReduceLROnPlateau")
def reduce_rate(call: Call) -> cst.Call:
    return with_keywords(call.node, {"epsilon": "min_delta"})


@unit.call("keras.callbacks.TensorBoard")
def tensorboard(call: Call) -> cst.Call:
    return with_keywords(call.node, {}, TENSORBOARD)


@unit.call("keras.callbacks.ModelCheckpoint")
def checkpoint(call: Call) -> cst.Call:
    """``period`` counted epochs; ``save_freq`` counts batches."""
    keyed = {arg.keyword.value: arg for arg in call.node.args if arg.keyword}
    period = keyed.get("period")
    made = with_keywords(call.node, {}, ("period", "load_weights_on_restart", "options"))
    if period is not None and cst.Module([]).code_for_node(period.value) != "1":
        raise Refused("ModelCheckpoint takes no period in Keras 3", "Say save_freq, in batches.", made)
    return made
