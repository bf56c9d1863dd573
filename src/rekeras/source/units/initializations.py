"""In Keras 1 initializers made weights: ``self.W = self.init(shape, name=...)``; a layer does so itself now.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)


@unit.method("init", "inner_init", "forget_bias_init", "W_init", "U_init", "b_init", "u_init")
def make_weight(call: Call) -> Expression | None:
    """The layer makes the weight; only Keras 1 gave the initializer its name."""
    receiver = call.receiver
    keys = [arg.keyword.value for arg in call.node.args if arg.keyword]
    if not isinstance(receiver, cst.Name) or receiver.value != "self" or "name" not in keys:
        return None
    given = call.bind("shape! name!")
    return cst.Call(
        cst.Attribute(receiver, cst.Name("add_weight")),
        call.to("keras.Layer", shape=given["shape"], initializer=call.node.func, name=given["name"]).args,
    )
