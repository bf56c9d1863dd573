"""How layers are made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.keras3.catalog import REQUIRED, catalog
from rekeras.spelling.constructors import constructor
from rekeras.spelling.expressions import Atom, Expression, flat
from tests.archives import input_layer, lstm


def of_model(_model: Layer) -> Expression:
    return Atom("build_inner()")


def spelled(class_name: str, parts: dict[str, Layer] | None = None, package: str = "", **config: Any) -> str:
    return flat(constructor(Layer(class_name, "n", config, parts=parts or {}, package=package), of_model))


LSTM = lstm("forward_r", 3, 2)
BACKWARD = lstm("backward_r", 3, 2, go_backwards=True)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (spelled("Dense", units=3, activation="linear", use_bias=True, dtype="float32"), 'layers.Dense(3, name="n")'),
        (
            spelled("Conv2D", filters=3, kernel_size=[2, 2], strides=[1, 1], padding="same"),
            'layers.Conv2D(filters=3, kernel_size=(2, 2), padding="same", name="n")',
        ),
        (
            spelled("MaxPooling1D", pool_size=[3], strides=[2]),
            'layers.MaxPooling1D(pool_size=(3,), strides=(2,), name="n")',
        ),
        (spelled("MaxPooling1D", pool_size=[3], strides=[3]), 'layers.MaxPooling1D(pool_size=(3,), name="n")'),
        (
            spelled("Dense", units=1, dtype={"class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}),
            'layers.Dense(1, dtype="mixed_float16", name="n")',
        ),
        (
            spelled("TimeDistributed", {"layer": Layer("Sequential", "s")}),
            'layers.TimeDistributed(build_inner(), name="n")',
        ),
        (
            spelled("Bidirectional", {"forward_layer": LSTM, "backward_layer": BACKWARD}),
            'layers.Bidirectional(layers.LSTM(2, name="r"), name="n")',
        ),
        (spelled("Mine", package="my", size=3), 'keras.saving.get_registered_object("my>Mine")(size=3, name="n")'),
        (flat(constructor(input_layer("x", 3), of_model)), 'keras.Input(shape=(3,), name="x")'),
        (
            flat(constructor(Layer("InputLayer", "x", {"batch_shape": [2, 3], "dtype": "int32"}), of_model)),
            'keras.Input(batch_shape=(2, 3), dtype="int32", name="x")',
        ),
    ],
)
def test_layers(code: str, expected: str) -> None:
    assert code == expected


def test_the_only_argument_that_must_be_given_comes_first_in_keras_too() -> None:
    single = {
        name: required[0]
        for name, known in catalog().classes.items()
        if len(required := [key for key, default in known.keys.items() if default is REQUIRED]) == 1
    }
    script = (
        "import inspect, json, keras\n"
        "print(json.dumps({name: list(inspect.signature(getattr(keras.layers, name).__init__).parameters)[1]"
        f" for name in {sorted(single)}}}))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "KERAS_BACKEND": "numpy"}
    )
    assert json.loads(done.stdout.splitlines()[-1]) == single
