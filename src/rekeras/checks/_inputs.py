"""Makes up inputs where nobody recorded any: of the right shapes, and whole numbers where they are looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from rekeras.archive import Graph, Layer, TensorRef, refs_in
from rekeras.checks._case import Recording
from rekeras.describe import describe
from rekeras.layers._description import Description, Spec

BATCH = 2
SEED = 20
SIZES_BY_RANK = {4: 64, 5: 24}
"""What an unknown size becomes: room enough for the poolings of images and volumes; sequences get 12."""


def made_up(model: Layer) -> Recording | None:
    """Inputs for a model, the same at every call; None where the shape of an input is not known."""
    description, _findings = describe(model)
    random = np.random.default_rng(SEED)
    arrays: dict[str, np.ndarray] = {}
    for index, (ref, spec) in enumerate(_inputs_of(model, description)):
        if spec.shape is None or not spec.shape:
            return None
        limits = tuple(_lookup_limits(model, ref))
        arrays[f"x{index}"] = _array(spec, min(limits, default=0), random)
    if model.graph is not None and isinstance(model.graph.inputs, Mapping):
        arrays["names"] = np.array(sorted(model.graph.inputs))
    return Recording(arrays) if arrays else None


def _inputs_of(model: Layer, description: Description) -> Iterator[tuple[TensorRef | None, Spec]]:
    if model.graph is None:
        first = description.children[model.layers[0].name] if model.layers else description
        yield None, first.outputs if model.layers[0].class_name == "InputLayer" else first.inputs.first
        return
    structure: Any = model.graph.inputs
    if isinstance(structure, Mapping):
        structure = [structure[name] for name in sorted(structure)]
    for ref in refs_in(structure):
        yield ref, description.tensors.get(ref, Spec())


def _array(spec: Spec, limit: int, random: np.random.Generator) -> np.ndarray:
    shape = spec.shape or ()
    unknown = SIZES_BY_RANK.get(len(shape), 12)
    sizes = [BATCH if shape[0] is None else shape[0], *(unknown if size is None else size for size in shape[1:])]
    if spec.dtype == "string":
        return random.choice(np.array(["a", "b", "the", "of"]), size=sizes)
    if limit:
        return random.integers(0, limit, size=sizes).astype(spec.dtype if "int" in spec.dtype else "float32")
    if "int" in spec.dtype or spec.dtype == "bool":
        return random.integers(0, 2, size=sizes).astype(spec.dtype)
    return random.normal(size=sizes).astype("float64" if spec.dtype == "float64" else "float32")


def _lookup_limits(model: Layer, ref: TensorRef | None) -> Iterator[int]:
    """How many rows the tables have that this input is looked up in, directly or through layers without weights."""
    if model.graph is None:
        for layer in model.layers:
            yield from _limits_in(layer, 0)
            if layer.weights or layer.parts or layer.is_model:
                return
    elif ref is not None:
        yield from _limits_in_graph(model.graph, {layer.name: layer for layer in model.layers}, ref)


def _limits_in_graph(graph: Graph, layers: Mapping[str, Layer], ref: TensorRef) -> Iterator[int]:
    for call in graph.calls:
        given = list(refs_in((call.args, call.kwargs)))
        if ref not in given:
            continue
        layer = layers[call.layer]
        yield from _limits_in(layer, given.index(ref))
        if not (layer.weights or layer.parts or layer.is_model):
            yield from _limits_in_graph(graph, layers, TensorRef(call.layer, call.node))


def _limits_in(layer: Layer, position: int) -> Iterator[int]:
    if layer.is_model:
        refs = list(refs_in(layer.graph.inputs)) if layer.graph else []
        yield from _lookup_limits(layer, refs[position] if position < len(refs) else None)
    for part in layer.parts.values():
        yield from _limits_in(part, 0)
    size = layer.config.get("input_dim" if layer.class_name == "Embedding" else "num_tokens")
    if layer.class_name in ("Embedding", "CategoryEncoding") and isinstance(size, int):
        yield size
