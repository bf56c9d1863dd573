"""Merge became one layer for each mode.

Symptom: Unknown layer: 'Merge'
Symptom: Could not locate class 'Merge'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: Merge(mode="concat", concat_axis=1)
After: Concatenate(axis=1)

`cos` becomes Dot(normalize=True), with the further axis that it gave.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)

CLASSES = {"sum": "Add", "mul": "Multiply", "ave": "Average", "max": "Maximum"}
KEYS = (
    *("mode", "mode_type", "concat_axis", "dot_axes", "arguments"),
    *("output_shape", "output_shape_type", "output_mask", "output_mask_type"),
)


@rule.in_context("Merge")
def take_layer_of_mode(layer: Layer, context: Context) -> Layer | Upgraded | None:
    mode = layer.config.get("mode", "sum")
    if layer.config.get("mode_type", "raw") != "raw":
        return Upgraded(findings=(_refusal(context, "merges by a function of its author, which is code"),))
    if mode in CLASSES:
        return replace(layer, class_name=CLASSES[mode], config=_without(layer))
    if mode == "concat":
        config = _without(layer) | {"axis": layer.config.get("concat_axis", -1)}
        return replace(layer, class_name="Concatenate", config=config)
    axes = layer.config.get("dot_axes", -1)
    if mode == "dot":
        return replace(layer, class_name="Dot", config=_without(layer) | {"axes": axes, "normalize": False})
    return _cosine(layer, axes, context)


def _without(layer: Layer) -> dict[str, Any]:
    return {key: value for key, value in layer.config.items() if key not in KEYS}


def _cosine(layer: Layer, axes: Any, context: Context) -> Upgraded:
    specs = context.description.inputs.specs if context.description else ()
    shapes = [spec.shape for spec in specs]
    if len(shapes) != 2 or any(shape is None or len(shape) != 2 for shape in shapes):
        found = f"merges {' and '.join(map(str, shapes))} by 'cos', which has a meaning for vectors alone"
        return Upgraded(findings=(_refusal(context, found),))
    inputs = tuple(
        Layer("InputLayer", f"vector_{index}", {"batch_shape": list(shape or ()), "dtype": "float32", "sparse": False})
        for index, shape in enumerate(shapes)
    )
    product = Layer("Dot", "cosine", {"axes": axes, "normalize": True})
    further = Layer("Reshape", "further_axis", {"target_shape": [1, 1]})
    refs = [TensorRef(one.name) for one in inputs]
    calls = (Call("cosine", 0, (refs,)), Call("further_axis", 0, (TensorRef("cosine"),)))
    graph = Graph(calls, refs, TensorRef("further_axis"))
    nested = Layer("Functional", layer.name, {}, layers=(*inputs, product, further), graph=graph)
    return Upgraded(nested, "Merge by 'cos' became a normalized Dot", Safety.EXACT)


def _refusal(context: Context, found: str) -> Any:
    return context.refusal(
        "merge_mode",
        f"Merge {found}",
        expected="sum, mul, concat, ave, max, dot, or cos of vectors",
        advice="Keep this model in the framework that made it, or replace the layer there and save again.",
    )
