from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.archive import Archive, ArrayTensor, Layer, Source
from rekeras.custom.customize import customized
from rekeras.describe import describe
from rekeras.layers._description import Spec
from tests.custom.fake import Fake, Told, built, layer_class, variable

ANSWER = built(variable("scale/w", "vars/0", 3, 2), variable("scale/shift", "vars/1", 2))


def tensor(name: str, *shape: int) -> ArrayTensor:
    return ArrayTensor(np.ones(shape, "float32"), (name,))


def model(*layers: Layer) -> Archive:
    first = Layer("InputLayer", "x", {"batch_shape": [None, 3], "dtype": "float32"})
    return Archive(Source(Path("m.h5"), "keras_h5", "2.15.0"), Layer("Sequential", "m", layers=(first, *layers)))


def scale(**config: object) -> Layer:
    return Layer("Scale", "scale", {"units": 2, **config}, {"w": tensor("a/w", 3, 2), "shift": tensor("a/shift", 2)})


def fake(answer: Told = ANSWER, *classes: Told) -> Fake:
    return Fake(list(classes) or [layer_class("Scale", "units")], {"Scale": answer})


def test_gives_each_tensor_its_place_and_the_layer_its_outputs() -> None:
    code = fake()
    archive = customized(model(scale()), code.session())
    assert not archive.findings
    layer = archive.model.layers[1]
    assert layer.code is not None
    assert layer.code.built
    assert {name: one.origins for name, one in layer.weights.items()} == {"vars/0": ("a/w",), "vars/1": ("a/shift",)}
    assert layer.code.places == {"vars/0": "vars/0", "vars/1": "vars/1"}
    (request,) = code.asked
    assert request["calls"] == [{"args": [{"__spec__": {"shape": [None, 3], "dtype": "float32"}}], "kwargs": {}}]
    assert request["config"]["config"] == {"name": "scale", "units": 2}


def test_what_follows_knows_the_shape() -> None:
    second = Layer("Scale", "second", {"units": 2}, dict(scale().weights))
    code = fake()
    customized(model(scale(), second), code.session())
    assert [request["calls"][0]["args"][0]["__spec__"]["shape"] for request in code.asked] == [[None, 3], [None, 2]]


def test_leaves_models_without_own_classes_alone() -> None:
    archive = model(Layer("Dense", "dense", {"units": 1}, {"kernel": tensor("k", 3, 1)}))
    assert customized(archive, fake().session()) == archive


def test_every_discrepancy_is_a_finding_of_its_layer() -> None:
    missing = Layer("Scael", "typo")
    archive = customized(
        model(Layer("Scale", "scale", {"units": 2}, {"w": tensor("a/w", 3, 2)}), missing), fake().session()
    )
    assert [(finding.code, finding.where) for finding in archive.findings] == [
        ("custom_class_missing", "typo"),
        ("custom_weights_disagree", "scale"),
    ]
    assert "Scael=Scale" in archive.findings[0].advice
    assert "nothing | shift (2,)" in archive.findings[1].found
    assert not archive.model.layers[1].weights.keys() & {"vars/0"}


def test_a_class_that_is_no_layer_is_not_built() -> None:
    code = fake(ANSWER, layer_class("Scale", kind="class"))
    archive = customized(model(scale()), code.session())
    assert [finding.code for finding in archive.findings] == ["custom_class_no_layer"]
    assert not code.asked


@pytest.mark.parametrize(
    ("config", "arguments", "required", "codes"),
    [
        ({"n": 2}, ("units",), (), ["custom_config_key"]),
        ({}, ("units", "size"), ("size",), ["custom_argument_missing"]),
        ({"n": 2}, ("units", "size"), ("size",), ["custom_config_key", "custom_argument_missing"]),
        ({}, ("units",), (), ["custom_code_fails"]),
    ],
)
def test_tells_config_and_constructor_apart(
    config: dict[str, object], arguments: tuple[str, ...], required: tuple[str, ...], codes: list[str]
) -> None:
    answer = {"stage": "make", "error": "TypeError", "text": "no", "file": "layers.py", "line": 3, "code": "x"}
    code = fake(answer, layer_class("Scale", *arguments, required=required))
    archive = customized(model(scale(**config)), code.session())
    assert [finding.code for finding in archive.findings] == codes


def test_inner_layers_of_keras_keep_their_names() -> None:
    dense = Layer("Dense", "inner", {"units": 2, "use_bias": False, "activation": "linear"})
    wrap = Layer("Scale", "scale", {}, {"g": tensor("g", 1), "kernel": tensor("k", 3, 2)}, parts={"layer": dense})
    answer = built(
        variable("scale/g", "vars/0", 1),
        variable("scale/inner/kernel", "held_layer/vars/0", 3, 2),
        objects={"held_layer": "inner"},
    )
    layer = customized(model(wrap), fake(answer).session()).model.layers[1]
    assert layer.code is not None
    assert layer.code.parts == {"layer": "held_layer"}
    assert layer.weights["vars/0"].origins == ("g",)
    assert layer.parts["layer"].weights["kernel"].origins == ("k",)


def test_outputs_are_known_after_asking() -> None:
    archive = customized(model(scale()), fake().session())
    assert describe(archive.model)[0].outputs == Spec((None, 2), "float32")
