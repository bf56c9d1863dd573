"""A model with its masks written out as the version had them that wrote it, inner models and all."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Address, Layer, Source
from rekeras.describe import describe
from rekeras.rules._explicit_masks import Difference, MaskGraph
from rekeras.rules._inlined import START, as_functional, can_be_inlined, inlined
from rekeras.rules._masks import arrivals, makes_masks
from rekeras.rules._rule import Context, Upgraded

ADVICE = "Remove mask_zero or Masking where nothing needs it, or merge tensors with the same mask, and save again."


def with_old_masks(layer: Layer, context: Context) -> Upgraded | None:
    """A whole model at once, the outermost or one inside a wrapper; None for others, and where no mask differs."""
    if not _is_outermost(context.model.root, context.address):
        return None
    graph = _walked(_without_masked_models(as_functional(layer)), context.source)
    if graph is None or not graph[1]:
        return None
    written, differences = graph
    refused = tuple(dict.fromkeys(difference for difference in differences if difference.obstacle))
    if layer.class_name == "Sequential" and START in {inner.name for inner in written.layers}:
        refused = tuple(replace(each, obstacle="the model does not say what it is called on") for each in differences)
    if refused:
        return Upgraded(
            findings=tuple(
                _place(each, context).refusal("merge_mask", f"{each.found}, but {each.obstacle}", advice=ADVICE)
                for each in refused
            )
        )
    notes = tuple(
        Context(context.model, (*context.address, each.layer)).note(
            "merge_mask", f"{each.found}; Keras 2's is written out"
        )
        for each in dict.fromkeys(differences)
    )
    return Upgraded(written, findings=notes)


def _place(difference: Difference, context: Context) -> Context:
    return Context(context.model, (*context.address, difference.layer))


def _walked(model: Layer, source: Source) -> tuple[Layer, list[Difference]] | None:
    """The model with its masks written out, and where they differ."""
    if model.graph is None:
        return None
    graph = MaskGraph(source, {layer.name: layer for layer in model.layers}, describe(model)[0].tensors)
    for call in model.graph.calls:
        graph.add(call)
    return graph.written(model), graph.differences


def _without_masked_models(model: Layer) -> Layer:
    """The model with those inner models written out that masks reach, or come from."""
    while name := _masked_model(model):
        model = inlined(model, name)
    return model


def _masked_model(model: Layer) -> str | None:
    reached = {arrival.address[0] for arrival in arrivals(model) if len(arrival.address) > 1 and any(arrival.masks)}
    for layer in model.layers:
        if layer.is_model and (layer.name in reached or makes_masks(layer)) and can_be_inlined(layer, model):
            return layer.name
    return None


def _is_outermost(root: Layer, address: Address) -> bool:
    """Whether it is the whole model, or stands in a wrapper; models in a graph are looked at with the outer one."""
    *above, last = address or ("",)
    for place in above:
        root = dict(root.children())[place]
    return not address or last in root.parts
