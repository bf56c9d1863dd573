from __future__ import annotations

from rekeras.archive import Code, Layer
from rekeras.custom.places import Owner, Places
from rekeras.layers._description import Inputs, Spec

INPUTS = Inputs((Spec((None, 5, 3)),))


def wrapped() -> Places:
    dense = Layer("Dense", "d", {"units": 2, "use_bias": True})
    code = Code("layers", "Wrap", parts={"layer": "held"})
    wrap = Layer("Wrap", "w", parts={"layer": dense}, code=code, package="layers")
    return Places(Layer("TimeDistributed", "t", parts={"layer": wrap}), INPUTS)


def test_layers_of_keras_own_their_variables_by_name() -> None:
    dense = Layer("Dense", "d", {"units": 2, "use_bias": True})
    places = Places(Layer("TimeDistributed", "t", parts={"layer": dense}), INPUTS)
    assert places.owner("layer/vars/0") == Owner(("layer",), "kernel")
    assert places.known_place(("layer",), "bias") == "layer/vars/1"
    assert places.owner("layer/vars/2") is None


def test_classes_of_ones_own_keep_what_nobody_else_does() -> None:
    places = wrapped()
    assert places.owner("layer/vars/0") == Owner(("layer",), "vars/0")
    assert places.owner("layer/made/dense/vars/1") == Owner(("layer",), "made/dense/vars/1")


def test_a_tensor_is_named_with_the_way_to_it() -> None:
    assert wrapped().name_of(("layer",), "g") == "layer/g"
    assert wrapped().name_of(("layer", "layer"), "kernel") == "layer/held/kernel"
