"""Arguments of layers that Keras 3 renamed, or does without.

https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from rekeras.keras3.catalog import catalog
from rekeras.source._arguments import tight, with_args, with_keywords
from rekeras.source._first_layer import KEYS, is_first
from rekeras.source._renamed import OF, renamed
from rekeras.source._sites import Call
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

RENAMED: Mapping[str, Mapping[str, str]] = {
    "InputLayer": {"batch_input_shape": "batch_shape", "input_shape": "shape"},
    "LeakyReLU": {"alpha": "negative_slope"},
}
POINTLESS = {
    "implementation": "",
    "time_major": "False",
    "fused": "",
    "mode": "0",
    "renorm": "False",
    "virtual_batch_size": "None",
    "adjustment": "None",
    "zero_output_for_mask": "",
    "dynamic": "",
    "experimental_run_tf_function": "",
}
"""Arguments that say how something was computed (``""``), or nothing where they have this value."""
SEQUENCES = frozenset({"LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM2D", "Conv1D"})
"""Layers whose ``input_dim`` is the size of a step, and ``input_length`` the number of steps."""
OLD = sorted(set(OF["layers"]))
ALWAYS = frozenset({"input_shape", "input_dim", "name", "dtype", "trainable", "autocast"})


@unit.call(*(f"keras.layers.{name}" for name in sorted({*catalog().classes, *OLD})))
def take_known_arguments(call: Call) -> cst.Call:
    """What is left that the layer does not take is refused by name."""
    old = call.name.rpartition(".")[2]
    name = renamed(call.name).rpartition(".")[2]
    node = with_keywords(call.node, RENAMED.get(name, {}))
    node = _without_pointless(name, node)
    if name in SEQUENCES:
        node = _with_input_shape(call, node)
    elif name == "Embedding":
        node = with_keywords(node, {}, ("input_length",))
    if old == "SyncBatchNormalization":
        synchronized = cst.Arg(cst.Name("True"), keyword=cst.Name("synchronized"), equal=tight())
        node = with_args(node, [*node.args, synchronized])
    node = _with_whole_shape(call, name, node)
    _refuse_unknown(name, node, KEYS if is_first(call.file, call.original) else ())
    return node


def _without_pointless(name: str, node: cst.Call) -> cst.Call:
    known = catalog().classes.get(name)
    kept = []
    for arg in node.args:
        key = arg.keyword.value if arg.keyword else ""
        only = POINTLESS.get(key)
        spare = only is not None and not (known and key in known.keys)
        if not (spare and (not only or cst.Module([]).code_for_node(arg.value) == only)):
            kept.append(arg)
    return node if len(kept) == len(node.args) else with_args(node, kept)


def _with_input_shape(call: Call, node: cst.Call) -> cst.Call:
    """``input_dim`` and ``input_length`` of a sequence as one ``input_shape``."""
    keyed = {arg.keyword.value: arg for arg in node.args if arg.keyword}
    size = keyed.get("input_dim")
    if size is None:
        return with_keywords(node, {}, ("input_length",)) if "input_shape" in keyed else node
    length = keyed.get("input_length")
    steps = length.value if length else cst.Name("None")
    shape = call.build("({steps}, {size})", steps=steps, size=size.value)
    changed = size.with_changes(keyword=cst.Name("input_shape"), value=shape)
    return with_args(node, [changed if arg is size else arg for arg in node.args if arg is not length])


def _with_whole_shape(call: Call, name: str, node: cst.Call) -> cst.Call:
    """``batch_input_shape=(None, 5)`` as ``input_shape=(5,)``; a fixed batch size is not dropped."""
    found = next((arg for arg in node.args if arg.keyword and arg.keyword.value == "batch_input_shape"), None)
    known = catalog().classes.get(name)
    if found is None or (known and known.accepts("batch_input_shape")):
        return node
    shape = found.value
    if not isinstance(shape, cst.Tuple | cst.List) or not _is_none(shape.elements[0].value):
        if is_first(call.file, call.original):
            return node
        advice = "Put keras.Input(batch_shape=...) before the layer."
        raise Refused("layers take no batch_input_shape", advice, node)
    rest = [*shape.elements[1:]]
    if len(rest) == 1:
        rest = [rest[0].with_changes(comma=cst.Comma())]
    changed = found.with_changes(keyword=cst.Name("input_shape"), value=cst.Tuple(rest))
    return with_args(node, [changed if arg is found else arg for arg in node.args])


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


def _refuse_unknown(name: str, node: cst.Call, also: Sequence[str]) -> None:
    known = catalog().classes.get(name)
    if known is None or name in ("InputLayer", "TFSMLayer"):
        return
    keys = [arg.keyword.value for arg in node.args if arg.keyword]
    unknown = [key for key in keys if not known.accepts(key) and key not in (*ALWAYS, *also)]
    if unknown:
        some = ", ".join(unknown)
        advice = ADVICE.get(unknown[0], "Look at what it did, then leave it out.")
        raise Refused(f"{name} takes no {some} in Keras 3", advice, node)


ADVICE = {
    "weights": "Call set_weights on the layer once it is built.",
    "input_length": "Say the shape with keras.Input before the layer.",
    "time_major": "Swap the first two axes with ops.transpose before and after the layer.",
    "renorm": "Train with plain BatchNormalization, or write the layer.",
    "adjustment": "Write the layer.",
}
