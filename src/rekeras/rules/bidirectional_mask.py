"""Bidirectional gives zeros at masked places of its sequence; in standalone Keras it repeated the value before.

Nobody sees an error. A recurrent layer behind it leaves the masked places out, and computes the same; a Dense or an
output of the model shows them.

Symptom: Bidirectional LSTM behind Embedding(mask_zero=True) gives other values at padded places in Keras 3
https://github.com/tensorflow/tensorflow/blob/v1.14.0/tensorflow/python/keras/layers/wrappers.py
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from rekeras.archive import Address, Layer, refs_in
from rekeras.keras3.masks import MERGING, USING
from rekeras.records import Safety
from rekeras.rules._masks import PASSING, arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)


@rule.in_context("Functional", "Model", "Sequential")
def refuse_visible_places(layer: Layer, context: Context) -> Upgraded | None:
    """Looks at the whole model at once."""
    if context.address or context.source.is_tf_keras:
        return None
    found = tuple(
        Context(context.model, arrival.address).refusal(
            "bidirectional_mask",
            "Bidirectional gives zeros at masked places in Keras 3 and repeated the value before in standalone Keras, "
            "and what follows does not leave these places out",
            advice="Remove mask_zero or Masking in front of it in the original framework, and save again.",
        )
        for arrival in arrivals(layer)
        if arrival.layer.class_name == "Bidirectional"
        and any(arrival.masks)
        and _gives_sequence(arrival.layer)
        and _is_seen(_at(layer, arrival.address[:-1]), arrival.layer.name)
    )
    return Upgraded(findings=found) if found else None


def _gives_sequence(layer: Layer) -> bool:
    return bool(layer.parts["forward_layer"].config.get("return_sequences"))


def _at(model: Layer, address: Address) -> Layer:
    for place in address:
        model = dict(model.children())[place]
    return model


def _is_seen(model: Layer, start: str) -> bool:
    """Whether masked places of a layer's output go on to anything that does not know the mask."""
    followers, layers = _followers(model), {layer.name: layer for layer in model.layers}
    open_ends, seen = [start], {start}
    while open_ends:
        for name in followers[open_ends.pop()]:
            if name is None:
                return True
            follower = layers[name].class_name
            if follower in USING:
                continue
            if follower not in PASSING and follower not in MERGING:
                return True
            if name not in seen:
                seen.add(name)
                open_ends.append(name)
    return False


def _followers(model: Layer) -> Mapping[str, set[str | None]]:
    """Which layers get the output of each; None stands for the model's own output."""
    followers: dict[str, set[str | None]] = {layer.name: set() for layer in model.layers}
    if model.graph is None:
        names = [*(layer.name for layer in model.layers), None]
        for name, following in pairwise(names):
            followers[str(name)].add(following)
        return followers
    for call in model.graph.calls:
        for ref in refs_in((call.args, call.kwargs)):
            followers[ref.layer].add(call.layer)
    for ref in refs_in(model.graph.outputs):
        followers[ref.layer].add(None)
    return followers
