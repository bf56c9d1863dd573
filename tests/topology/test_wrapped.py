from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place
from tests.builders import Config, dense, entry, sequential


def read(config: Config) -> Layer:
    return read_architecture(sequential(config), Place(Path("model.h5"), DEFAULT_LIMITS)).layers[0]


def parts_of(layer: Layer) -> dict[str, tuple[str, str]]:
    return {place: (part.class_name, part.name) for place, part in layer.parts.items()}


def test_takes_the_wrapped_layer_out_of_the_config() -> None:
    layer = read(entry("TimeDistributed", "td", layer=dense("inner", 3), trainable=True))
    assert parts_of(layer) == {"layer": ("Dense", "inner")}
    assert layer.config == {"trainable": True}
    assert layer.parts["layer"].config["units"] == 3


def test_a_wrapped_model_is_a_model() -> None:
    layer = read(entry("TimeDistributed", "td", layer=sequential(dense("a", 3), name="inner")))
    assert [inner.name for inner in layer.parts["layer"].layers] == ["a"]


def test_takes_cells_out_at_every_depth() -> None:
    cells = [entry("LSTMCell", "one", units=2), entry("GRUCell", "two", units=3)]
    layer = read(entry("RNN", "rnn", cell=entry("StackedRNNCells", "stack", cells=cells)))
    assert parts_of(layer) == {"cell": ("StackedRNNCells", "stack")}
    assert parts_of(layer.parts["cell"]) == {"cells.0": ("LSTMCell", "one"), "cells.1": ("GRUCell", "two")}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_bidirectional_has_both_layers_that_it_makes_of_one(backwards: bool) -> None:
    layer = read(entry("Bidirectional", "b", layer=entry("LSTM", "lstm", units=2, go_backwards=backwards)))
    assert parts_of(layer) == {"forward_layer": ("LSTM", "forward_lstm"), "backward_layer": ("LSTM", "backward_lstm")}
    assert layer.parts["forward_layer"].config == {"units": 2, "go_backwards": backwards}
    assert layer.parts["backward_layer"].config == {"units": 2, "go_backwards": not backwards}
    assert layer.config == {}


def test_a_bidirectional_keeps_a_backward_layer_of_its_own() -> None:
    backward = entry("GRU", "gru", units=5, go_backwards=True)
    layer = read(entry("Bidirectional", "b", layer=entry("LSTM", "lstm", units=2), backward_layer=backward))
    assert parts_of(layer) == {"forward_layer": ("LSTM", "forward_lstm"), "backward_layer": ("GRU", "backward_gru")}
    assert layer.parts["backward_layer"].config == {"units": 5, "go_backwards": True}


def test_names_that_keras_3_wrote_are_not_prefixed_twice() -> None:
    layer = read(
        entry("Bidirectional", "b", layer=entry("LSTM", "forward_lstm"), backward_layer=entry("LSTM", "backward_lstm"))
    )
    assert [part.name for part in layer.parts.values()] == ["forward_lstm", "backward_lstm"]


@pytest.mark.parametrize("value", ["text", None, 3, {"class_name": "Dense"}, []])
def test_leaves_a_config_value_alone_that_is_no_layer(value: Any) -> None:
    layer = read(entry("Custom", "c", layer=value, cells=[value]))
    assert layer.parts == {}
    assert layer.config == {"layer": value, "cells": [value]}


@pytest.mark.parametrize(
    ("class_name", "config"),
    [
        ("TimeDistributed", {}),
        ("Bidirectional", {"layer": 3}),
        ("SpectralNormalization", {"layer": {}}),
        ("RNN", {"cell": None}),
        ("StackedRNNCells", {"cells": []}),
    ],
)
def test_refuses_a_wrapper_without_what_it_wraps(class_name: str, config: Config) -> None:
    with pytest.raises(UnreadableFileError, match=f"{class_name} has no layer in"):
        read(entry(class_name, "wrapper", **config))
