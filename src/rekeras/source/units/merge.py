"""Keras 1's ``merge`` and ``Merge`` became one layer for each mode.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

MODES = {
    "sum": "Add",
    "mul": "Multiply",
    "ave": "Average",
    "max": "Maximum",
    "concat": "Concatenate",
    "dot": "Dot",
    "cos": "Dot",
}
SIGNATURE = (
    "inputs|layers mode concat_axis dot_axes output_shape output_mask * arguments name node_indices tensor_indices"
)


@unit.call("keras.layers.merge")
def merge(call: Call) -> Expression:
    """``merge([a, b], mode="concat")`` as ``Concatenate()([a, b])``."""
    given = call.bind(SIGNATURE)
    mode = given.get("mode")
    if mode is not None and not isinstance(mode, cst.SimpleString):
        raise call.refuse(
            "it merges by a function, or by what a variable says", "Use the layer, or keras.layers.Lambda."
        )
    name = str(mode.evaluated_value) if mode is not None else "sum"
    if name not in MODES or "inputs" not in given:
        raise call.refuse(f"its mode {name!r} is not known", f"Known are: {', '.join(MODES)}.")
    axis = {}
    if name == "concat":
        axis = {"axis": given.get("concat_axis")}
    elif name in ("dot", "cos"):
        axis = {"axes": given.get("dot_axes", cst.parse_expression("-1"))}
    normalize = {"normalize": cst.Name("True")} if name == "cos" else {}
    layer = call.to(f"keras.layers.{MODES[name]}", **axis, **normalize, name=given.get("name"))
    return cst.Call(layer, [cst.Arg(given["inputs"])])


@unit.call("keras.layers.Merge")
def merge_branches(call: Call) -> Expression:
    """Only as a layer that is called; branches of a Sequential need a functional model."""
    given = call.bind(SIGNATURE)
    if "inputs" in given:
        advice = "Write it as keras.Model(inputs, outputs), and join the branches with keras.layers.Concatenate or Add."
        raise call.refuse("a Sequential has no branches in Keras 3", advice)
    mode = given.get("mode")
    name = str(mode.evaluated_value) if isinstance(mode, cst.SimpleString) else "sum" if mode is None else ""
    if name not in MODES or name == "cos":
        raise call.refuse("it merges by a function", "Use keras.layers.Lambda.")
    axis = {"axis": given.get("concat_axis")} if name == "concat" else {}
    axes = {"axes": given.get("dot_axes", cst.parse_expression("-1"))} if name == "dot" else {}
    return call.to(f"keras.layers.{MODES[name]}", **axis, **axes, name=given.get("name"))
