"""Models: ``inputs=`` and ``outputs=``, inputs without tensors of TensorFlow, and files that end in ``.keras``.

https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

import re

import libcst as cst

from rekeras.source._arguments import with_keywords
from rekeras.source._sites import Call
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

WEIGHTS = ".weights.h5"


@unit.call("keras.Model", "keras.models.Model")
def name_inputs(call: Call) -> cst.Call:
    return with_keywords(call.node, {"input": "inputs", "output": "outputs"})


@unit.call("keras.Input", "keras.layers.Input")
def take_no_tensor(call: Call) -> cst.Call:
    """An input that is a tensor of TensorFlow has no place in a model that runs everywhere."""
    keyed = {arg.keyword.value: arg for arg in call.node.args if arg.keyword}
    node = with_keywords(call.node, {"batch_input_shape": "batch_shape"})
    if "type_spec" in keyed:
        raise Refused("Input takes no type_spec in Keras 3", "Say its shape, batch_size and dtype.", node)
    return node


@unit.method("save")
def save(call: Call) -> cst.Call | None:
    """Keras 3 knows a format by the end of the name."""
    keyed = {arg.keyword.value: arg for arg in call.node.args if arg.keyword}
    format_ = _text(keyed["save_format"].value) if "save_format" in keyed else ""
    name = _text(call.node.args[0].value) if call.node.args else ""
    if "save_format" not in keyed and "include_optimizer" not in keyed:
        return None
    made = with_keywords(call.node, {}, ("save_format",))
    suffix = {"h5": (".h5", ".hdf5"), "keras": (".keras",)}.get(format_, ())
    if "save_format" in keyed and not (suffix and name.endswith(suffix)):
        advice = "End the name in .keras, or call model.export for TensorFlow's SavedModel; then leave out save_format."
        raise Refused("save takes no save_format in Keras 3, which looks at the name", advice)
    return made


@unit.method("save_weights", "load_weights")
def weights(call: Call) -> None:
    """Names of weights files, as far as they can be seen."""
    if not call.node.args:
        return
    name = _text(call.node.args[0].value)
    if call.name == "save_weights" and name and not name.endswith(WEIGHTS):
        raise Refused(f"save_weights wants a name that ends in {WEIGHTS}", "Give the file another name.")
    if call.name == "load_weights" and re.search(r"\.(ckpt|tf)$", name):
        advice = "Bring the checkpoint over with rekeras convert."
        raise Refused("load_weights reads no checkpoints of TensorFlow", advice)


@unit.method("reset_states")
def reset_states(_call: Call) -> None:
    """The object may be a model, a recurrent layer or a metric."""
    advice = (
        "Write reset_state() for a metric or a recurrent layer; for a model, call it on each of its recurrent layers."
    )
    raise Refused("models of Keras 3 have no reset_states", advice)


def _text(node: cst.BaseExpression) -> str:
    """The text of a literal; of one that is put together, how it ends."""
    if isinstance(node, cst.SimpleString | cst.ConcatenatedString) and isinstance(node.evaluated_value, str):
        return node.evaluated_value
    return _text(node.right) if isinstance(node, cst.BinaryOperation) else ""
