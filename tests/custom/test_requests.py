from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.archive import Code, Layer, Source
from rekeras.custom.requests import as_data, call_for, config_for, from_data, is_known_call
from rekeras.layers._description import Inputs, Spec

SPEC = Spec((None, 3), "float32")


def test_specs_go_through_json_and_back() -> None:
    nested = {"a": [SPEC, 2], "b": {"c": None}}
    assert from_data(json.loads(json.dumps(as_data(nested)))) == nested


def test_a_call_has_its_arguments() -> None:
    call = call_for(Inputs((SPEC,), {"training": False}))
    assert call["kwargs"] == {"training": False}
    assert call["args"] == [{"__spec__": {"shape": [None, 3], "dtype": "float32"}}]


@pytest.mark.parametrize(
    ("inputs", "known"),
    [
        (Inputs((SPEC,)), True),
        (Inputs(), False),
        (Inputs(([SPEC, Spec()],)), False),
        (Inputs((SPEC,), {"m": Spec()}), False),
    ],
)
def test_every_tensor_must_have_a_shape(inputs: Inputs, known: bool) -> None:
    assert is_known_call(inputs) == known


def test_layers_of_keras_inside_are_upgraded() -> None:
    inner = Layer("LSTM", "lstm", {"units": 2, "implementation": 1, "time_major": False})
    wrap = Layer("Wrap", "w", {}, parts={"layer": inner}, code=Code("layers", "Wrap"), package="layers")
    config = config_for(wrap, Source(Path("m.h5"), "keras_h5", "2.3.1"))
    assert (config["module"], config["registered_name"]) == ("layers", "Wrap")
    written = config["config"]["layer"]
    assert written["module"] == "keras.layers"
    assert not {"implementation", "time_major"} & written["config"].keys()
