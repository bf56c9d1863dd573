"""Weights of CuDNNLSTM in a file whose architecture says LSTM, and the other way round; likewise GRU.

Models were trained with the one and run with the other. Keras 2 loaded the weights of each into the other, so nobody
had to know. Bias vectors tell whose they are.

Source: ``_convert_rnn_weights`` in ``keras/engine/saving.py`` of Keras 2.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rekeras.archive import Layer
from rekeras.layers._description import Shape
from rekeras.pairing.groups import Group
from rekeras.records import Finding, Severity

OTHERS = {"LSTM": "CuDNNLSTM", "CuDNNLSTM": "LSTM", "GRU": "CuDNNGRU", "CuDNNGRU": "GRU"}
IMPLIED = {"activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True}
DIRECTIONS = ("forward_layer", "backward_layer")


def recognise_cudnn(model: Layer, groups: Sequence[Group]) -> tuple[Layer, tuple[Finding, ...]]:
    """The model with the classes that its weights are of.

    Args:
        model: As the architecture has it.
        groups: The tensors of each of its layers.

    Returns:
        The model, the same where everything fits, and a finding for each layer that became another one.
    """
    by_name = {group.name: group for group in groups}
    layers = tuple(_as_saved(layer, by_name) for layer in model.layers)
    changed = [new for old, new in zip(model.layers, layers, strict=True) if new is not old]
    if not changed:
        return model, ()
    return replace(model, layers=layers), tuple(_finding(layer) for layer in changed)


def _as_saved(layer: Layer, groups: Mapping[str, Group]) -> Layer:
    group = groups.get(layer.name)
    places = [place for place in DIRECTIONS if place in layer.parts]
    biases = [entry.tensor.shape for entry in group.entries if entry.path[-1] == "bias"] if group else []
    inner = [layer.parts[place] for place in places] if layer.class_name == "Bidirectional" else [layer]
    if len(biases) != len(inner) or not all(_belongs(*pair) for pair in zip(inner, biases, strict=True)):
        return layer
    if layer.class_name != "Bidirectional":
        return _other(layer)
    return replace(layer, parts={**layer.parts, **{place: _other(layer.parts[place]) for place in places}})


def _belongs(layer: Layer, bias: Shape) -> bool:
    """Whether the bias is that of the other class, and the layer computes what that class does."""
    other, units = OTHERS.get(layer.class_name), layer.config.get("units")
    if layer.package or other is None or not isinstance(units, int):
        return False
    gates = 4 if other.endswith("LSTM") else 3
    if not other.startswith("CuDNN"):
        return bias == ((4 * units,) if gates == 4 else (2, 3 * units))
    same = all(layer.config.get(key) == value for key, value in IMPLIED.items())
    return same and bias == (2 * gates * units,) and (gates == 4 or layer.config.get("reset_after") is True)


def _other(layer: Layer) -> Layer:
    other = OTHERS[layer.class_name]
    implied = {} if other.startswith("CuDNN") else IMPLIED | ({"reset_after": True} if other == "GRU" else {})
    return replace(layer.with_config(implied), class_name=other)


def _finding(layer: Layer) -> Finding:
    inner = layer.parts.get("forward_layer", layer)
    return Finding(
        "cudnn_weights",
        Severity.NOTE,
        layer.name,
        f"the weights are those of {inner.class_name}, the architecture says {OTHERS[inner.class_name]}: as Keras did, "
        "they are taken for each other",
    )
