"""A layer's name may no longer contain a slash, nor a dot with PyTorch; TensorFlow's own models are full of slashes.

Symptom: Argument 'name' must be a string and cannot contain character '/'. Received: name=conv1/conv
Symptom: Argument `name` must be a string and cannot contain character `/`. Received: name=conv1/bn
Symptom: KeyError: 'parameter name can\'t contain "."'
https://github.com/keras-team/keras/issues/19151

Before: Conv2D(name="conv1/conv")
After: Conv2D(name="conv1_conv"), and so in every call
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Graph, Layer, TensorRef, map_refs
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context()
def rename_layers(layer: Layer, context: Context) -> Layer | None:
    """A model renames its layers; the outermost model and inner layers of wrappers rename themselves."""
    renamed = layer
    if any(_is_refused(inner.name) for inner in layer.layers):
        names = _new_names([inner.name for inner in layer.layers])
        layers = tuple(replace(inner, name=names[inner.name]) for inner in layer.layers)
        renamed = replace(layer, layers=layers, graph=_rename(layer.graph, names) if layer.graph else None)
    in_a_model = context.address and context.address[-1] == layer.name
    if _is_refused(layer.name) and not in_a_model:
        renamed = replace(renamed, name=_allowed(layer.name))
    return None if renamed is layer else renamed


def _is_refused(name: str) -> bool:
    return "/" in name or "." in name


def _allowed(name: str) -> str:
    return name.replace("/", "_").replace(".", "_")


def _new_names(names: list[str]) -> dict[str, str]:
    """A new name for each, none of them taken; allowed names stay."""
    taken = {name for name in names if not _is_refused(name)}
    new = {}
    for name in names:
        candidate = _allowed(name)
        while _is_refused(name) and candidate in taken:
            candidate += "_1"
        taken.add(candidate)
        new[name] = candidate
    return new


def _rename(graph: Graph, names: dict[str, str]) -> Graph:
    def moved(structure: Any) -> Any:
        return map_refs(structure, lambda ref: TensorRef(names[ref.layer], ref.node, ref.tensor))

    calls = tuple(
        replace(call, layer=names[call.layer], args=moved(call.args), kwargs=moved(call.kwargs)) for call in graph.calls
    )
    return Graph(calls, moved(graph.inputs), moved(graph.outputs))
