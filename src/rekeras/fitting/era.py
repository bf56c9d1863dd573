"""A layer of Keras 3 in the words of the Keras whose weights it gets: the same class, with the variables of then.

The rules turn these into the variables of now, as they do for a whole model of that time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Layer, Source
from rekeras.describe import describe
from rekeras.fitting.piece import Place
from rekeras.layers._description import Description
from rekeras.layers.keras1 import GATES, variables_of_keras_1
from rekeras.pairing.groups import Group
from rekeras.readers._cudnn import recognise_cudnn
from rekeras.records import Finding


def in_words_of_keras_1(place: Place) -> tuple[Description, ...]:
    """What Keras 1 would say of a layer: with a matrix for each gate, and with all gates in one."""
    apart, joined = (_described(place.layer, place.description, gates_apart=apart) for apart in (True, False))
    return (apart, joined) if _has_gates(place.layer) else (apart,)


def _has_gates(layer: Layer) -> bool:
    return layer.class_name in GATES or any(_has_gates(child) for _place, child in layer.children())


def _described(layer: Layer, description: Description, *, gates_apart: bool) -> Description:
    children: Mapping[str, Description] = {
        place: _described(child, description.children.get(place, Description()), gates_apart=gates_apart)
        for place, child in layer.children()
    }
    variables = variables_of_keras_1(layer, description.variables, gates_apart=gates_apart)
    return replace(description, variables=variables, children={**description.children, **children})


def with_cudnn(place: Place, group: Group) -> tuple[Layer, Description, tuple[Finding, ...]]:
    """The layer as the class that the weights are of, where these are of CuDNNLSTM or CuDNNGRU.

    Returns:
        Layer and description, the same where the weights are not; a finding where they are.
    """
    outer, findings = recognise_cudnn(Layer("Sequential", "", layers=(place.layer,)), [group])
    if not findings:
        return place.layer, place.description, ()
    layer = outer.layers[0]
    return layer, describe(layer, place.description.inputs)[0], findings


ACTIVATIONS = ("activation", "recurrent_activation")
OTHER_DEVIATION = (1, 0, 8)
"""The first Keras 1 whose BatchNormalization kept a variance under every backend."""


def in_old_words(layer: Layer, source: Source) -> Layer:
    """A layer of Keras 3 and everything inside it, as a file of then would have it, where rules tell files by that.

    Args:
        layer: As Keras 3 has it, with weights of then.
        source: Where the weights come from.
    """
    layer = layer.map_children(lambda _place, child: in_old_words(child, source))
    changed: dict[str, Any] = {key: name for key in ACTIVATIONS if (name := function_name(layer.config.get(key)))}
    if "running_std" in layer.weights and (0,) <= source.version < OTHER_DEVIATION:
        changed["mode"] = 0
        layer = layer.with_config(drop=("gamma_regularizer",))
    return layer.with_config(changed) if changed else layer


def function_name(value: object) -> str:
    """The name of a function of Keras that a config holds as an object; older versions wrote the name alone."""
    if isinstance(value, dict) and value.get("class_name") == "function" and isinstance(value.get("config"), str):
        return str(value["config"])
    return ""
