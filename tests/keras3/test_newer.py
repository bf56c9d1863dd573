"""Which Keras 3 reads a model."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Call, Layer
from rekeras.describe import describe
from rekeras.keras3 import newer
from rekeras.keras3.newer import Newer, minor_version, oldest_keras, too_new
from rekeras.records import Severity
from tests.archives import call, chain, dense, functional, input_layer, ref, sequential


def newer_things(model: Layer) -> tuple[Newer, ...]:
    return newer.newer_things(model, describe(model)[0])


def inner() -> Layer:
    return chain(input_layer("i", 3), dense("d", 3, 3))


def glorot(**config: Any) -> dict[str, Any]:
    common = {"seed": None, "input_axes": None, "output_axes": None}
    return {"module": "keras.initializers", "class_name": "GlorotUniform", "config": common | config}


def test_newer_keys_of_initializers_with_their_defaults_are_not_written() -> None:
    layer = dense("a", 3, 3).with_config({"kernel_initializer": glorot()})
    assert newer_things(sequential(layer)) == ()
    assert newer.written_keys(layer)["kernel_initializer"]["config"] == {"seed": None}


def test_plain_models_are_read_by_all() -> None:
    assert newer_things(chain(input_layer("x", 3), dense("a", 3, 3))) == ()
    assert oldest_keras(()) == "3.0"


@pytest.mark.parametrize(
    ("model", "version"),
    [
        (sequential(input_layer("x", 3), inner()), "3.4"),
        (functional([input_layer("x", 3), dense("a", 3, 3)], [call("a", "x")], "x", [["a"], "a"]), "3.4"),
        (
            functional(
                [input_layer("x", 3), inner()],
                [call("model", "x"), call("model", "model", node=1)],
                "x",
                [ref("model", 1)],
            ),
            "3.3",
        ),
        (
            functional(
                [input_layer("x", 3), dense("a", 3, 3), dense("b", 3, 3)],
                [call("a", "x"), call("b", "a"), Call("a", 1, (ref("b"),), {"scale": ref("x")})],
                "x",
                [ref("a", 1)],
            ),
            "3.7",
        ),
        (sequential(input_layer("x", 3).with_config({"optional": True})), "3.4"),
        (sequential(Layer("RMSNormalization", "n", {})), "3.9"),
        (sequential(Layer("TimeDistributed", "t", {}, parts={"layer": sequential(dense("a", 3, 3))})), "3.4"),
        (sequential(dense("a", 3, 3).with_config({"kernel_initializer": glorot(input_axes=[0])})), "3.15"),
        (
            functional([input_layer("x", 3), input_layer("y", 3), dense("a", 3, 3)], [call("a", "x")], ["x", "y"], "a"),
            "3.14",
        ),
    ],
)
def test_names_what_needs_a_newer_one(model: Layer, version: str) -> None:
    things = newer_things(model)
    assert oldest_keras(things) == version
    assert all("needs Keras 3." in thing.finding().found for thing in things)


def test_the_newest_need_counts_by_number() -> None:
    things = newer_things(sequential(Layer("RMSNormalization", "n", {}), Layer("RandomElasticTransform", "e", {})))
    assert oldest_keras(things) == "3.10"


def test_names_what_a_version_lacks_and_nothing_else() -> None:
    things = (Newer("3.9", "rms", "class RMSNormalization"), Newer("3.4", "m", "the nested structure of the inputs"))
    (refusal,) = too_new(things, "3.4")
    assert refusal.severity is Severity.REFUSAL
    assert refusal.sentence().startswith("rms: class RMSNormalization needs Keras 3.9 (expected: 3.4)")
    assert len(too_new(things, "3.3")) == 2
    assert too_new(things, "3.10") == ()


def test_versions_are_those_of_keras_3() -> None:
    assert minor_version("3.4") == minor_version("3.4.1") == "3.4"
    for wrong in ("2.15", "3", "3.99", "latest"):
        with pytest.raises(ValueError, match=r"3\.0 to 3\."):
            minor_version(wrong)
