"""Which masks reach which layer: Keras carries them beside the tensors, in no file.

A mask is known here by what makes it: the indices an Embedding is called on, a call of a Masking layer. Where several
masks meet, it is all of them, as Keras 2 had it; where Keras 3 has it otherwise, that is remembered as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Address, Call, Layer, TensorRef, refs_in, show_address
from rekeras.keras3.masks import MERGING, RECURRENT

Mask = frozenset[str]
NONE: Mask = frozenset()

ATTENTION = ("Attention", "AdditiveAttention", "MultiHeadAttention")
PASSING = (
    *("Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dense", "Dropout", "ELU"),
    *("GaussianDropout", "GaussianNoise", "GroupNormalization", "LayerNormalization", "LeakyReLU", "PReLU", "ReLU"),
    *("Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "ThresholdedReLU", "TimeDistributed"),
    *("UnitNormalization", "SyncBatchNormalization"),
)
"""Layers that give the mask of their input to their output; everything else lets it go."""

STOPPED = ("Identity", "Rescaling", "Normalization")
"""Layers that let a mask go in Keras 2 and pass it on in Keras 3."""

DIFFERENT = "different in Keras 3 since "
OUTPUTS = "(outputs)"
PADDING = "other values at masked places since "
"""What goes along with a mask: Keras 3 gives another one, or other values where it masks, since the layer named."""


@dataclass(frozen=True)
class Arrival:
    """One call of a layer and the masks that reach it: of its first argument (one or several), of others by name."""

    address: Address
    layer: Layer
    masks: tuple[Mask, ...]
    others: Mapping[str, Mask] = field(default_factory=dict)


def arrivals(model: Layer) -> tuple[Arrival, ...]:
    """Every call in a model, nested models included, with the masks that reach it; last, what reaches its outputs."""
    found: list[Arrival] = []
    outputs = _through(model, (), (NONE,), found, "")
    return (*found, Arrival((), Layer(OUTPUTS, OUTPUTS), tuple(outputs)))


def makes_masks(layer: Layer) -> bool:
    """Whether a layer gives a mask where it gets none."""
    return any(_through(layer, (), (NONE,), [], ""))


def _through(layer: Layer, address: Address, masks: tuple[Mask, ...], found: list[Arrival], made_of: str) -> list[Mask]:
    """The masks of what a layer gives when it is called on tensors with these masks."""
    if layer.graph is not None:
        return _through_graph(layer, address, masks, found)
    for key, part in layer.parts.items():
        if part.is_model:
            _through(part, (*address, key), (NONE,), found, "")
    if layer.class_name == "Sequential":
        current = list(masks)
        for inner in layer.layers:
            place = (*address, inner.name)
            found.append(Arrival(place, inner, tuple(current)))
            current = _through(inner, place, tuple(current), found, made_of)
        return current
    return [_output(layer, masks, made_of, show_address(address))]


def _through_graph(layer: Layer, address: Address, masks: tuple[Mask, ...], found: list[Arrival]) -> list[Mask]:
    graph = layer.graph
    assert graph is not None  # noqa: S101 - the caller asked
    carried: dict[TensorRef, Mask] = dict(zip(refs_in(graph.inputs), masks, strict=False))
    layers = {inner.name: inner for inner in layer.layers}
    for call in graph.calls:
        inner, place = layers[call.layer], (*address, call.layer)
        first = tuple(carried.get(ref, NONE) for ref in refs_in(call.args[:1]))
        found.append(Arrival(place, inner, first, _others(call, carried)))
        given = _through(inner, place, first, found, _identity(call, address))
        for index, mask in enumerate(given):
            carried[TensorRef(call.layer, call.node, index)] = mask
    return [carried.get(ref, NONE) for ref in refs_in(graph.outputs)]


def _others(call: Call, carried: Mapping[TensorRef, Mask]) -> dict[str, Mask]:
    positional = {f"argument {index}": arg for index, arg in enumerate(call.args) if index}
    named: dict[str, Any] = positional | dict(call.kwargs)
    merged = {name: NONE.union(*(carried.get(ref, NONE) for ref in refs_in(value))) for name, value in named.items()}
    return {name: mask for name, mask in merged.items() if any(True for _ in refs_in(named[name]))}


def _identity(call: Call, address: Address) -> str:
    return f"{'/'.join(address)}:{[(ref.layer, ref.node, ref.tensor) for ref in refs_in(call.args)]}"


def _output(layer: Layer, masks: tuple[Mask, ...], made_of: str, where: str) -> Mask:
    name, config = layer.class_name, layer.config
    first = masks[0] if masks else NONE
    if name == "Embedding":
        return frozenset({f"indices {made_of}"}) if config.get("mask_zero") else NONE
    if name == "Masking":
        return first | {f"masking {config.get('mask_value')} {made_of}"}
    if name in MERGING:
        return _merged(layer, masks, made_of, where)
    if name in STOPPED:
        return first and first | {DIFFERENT + where}
    if name == "TimeDistributed" and makes_masks(layer.parts["layer"]):
        return first | {DIFFERENT + where}  # Keras 3 lets go of masks that the inner layer makes
    if name in RECURRENT:
        masked = first if layer.parts.get("forward_layer", layer).config.get("return_sequences") else NONE
        return frozenset(part for part in masked if not part.startswith(PADDING))
    if name == "MultiHeadAttention" and first:
        return first | {PADDING + where}  # nothing to attend to: Keras 2 attends evenly to all
    return first if name in PASSING or name in ATTENTION else NONE


def _merged(layer: Layer, masks: tuple[Mask, ...], made_of: str, where: str) -> Mask:
    """All of the masks; Keras 3 takes any of them, or none where one tensor has none."""
    joined = NONE.union(*masks)
    if layer.class_name == "Concatenate" and layer.config.get("axis") == 1:
        remarks = (part for part in joined if part.startswith((DIFFERENT, PADDING)))
        return joined and frozenset({f"joined in time {made_of}", *remarks})
    plain = {frozenset(part for part in mask if not part.startswith(PADDING)) for mask in masks}
    return joined if len(plain) <= 1 else joined | {DIFFERENT + where}
