from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.custom.identify import Identifying
from tests.custom.fake import Fake, Told, layer_class


def function(name: str) -> Told:
    written = {"module": "layers", "class_name": "function", "config": name, "registered_name": name}
    return {"name": name, "kind": "function", "module": "layers", "registered_name": name, "written": written}


def identified(layer: Layer, *classes: Told, explicit: str = "") -> Layer:
    session = Fake(list(classes), {}).session()
    session.explicit = frozenset(filter(None, [explicit]))
    return Identifying(session).identified(layer)


def test_a_class_is_written_as_keras_3_writes_it() -> None:
    layer = identified(Layer("Scale", "s", package="__main__"), layer_class("Scale", "units"))
    assert layer.code is not None
    assert (layer.code.module, layer.code.registered_name, layer.package) == ("layers", "Scale", "layers")


def test_a_registered_class_has_no_module() -> None:
    told = {**layer_class("Scale"), "registered_name": "mine>Scale"}
    layer = identified(Layer("Scale", "s"), told)
    assert layer.code is not None
    assert (layer.code.module, layer.code.registered_name, layer.package) == (None, "mine>Scale", "mine")


@pytest.mark.parametrize(("explicit", "own"), [("", False), ("Dense", True)])
def test_a_namesake_of_keras_must_be_named(explicit: str, own: bool) -> None:
    layer = identified(Layer("Dense", "d", {"units": 1}), layer_class("Dense"), explicit=explicit)
    assert (layer.code is not None) == own


@pytest.mark.parametrize("spelled", ["bump", "zoo>bump", {"class_name": "function", "config": "bump"}])
def test_functions_of_the_code_stay_functions(spelled: Any) -> None:
    layer = identified(Layer("Dense", "d", {"activation": spelled}), function("bump"))
    assert layer.config["activation"]["registered_name"] == "bump"
    assert layer.code is not None
    assert layer.code.own_keys == {"activation"}
    assert not layer.code.is_own_class


def test_activations_of_keras_are_left_alone() -> None:
    layer = Layer("Dense", "d", {"activation": "relu"})
    assert identified(layer, function("relu")) == layer


def test_initializers_of_the_code_keep_their_config() -> None:
    told = {**layer_class("Board", kind="initializer"), "registered_name": "mine>Board"}
    value = {"class_name": "Board", "config": {"value": 2}}
    layer = identified(Layer("Dense", "d", {"kernel_initializer": value}), told)
    assert layer.config["kernel_initializer"] == {
        "module": None,
        "class_name": "Board",
        "config": {"value": 2},
        "registered_name": "mine>Board",
    }
    other = identified(Layer("Dense", "d", {"kernel_regularizer": value}), told)
    assert other.code is None, "an initializer is no regularizer"
