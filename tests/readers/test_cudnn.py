"""Weights of CuDNNLSTM for LSTM, and the other way round, as Keras 2 loaded them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer, walk
from rekeras.pairing.groups import Group, Named
from rekeras.read import open_archive
from rekeras.readers._cudnn import recognise_cudnn
from rekeras.upgrade import upgrade
from tests import zoo

MEMBERS = [
    member
    for member in zoo.members()
    if any(name.startswith("CuDNN") for name in member.classes) and member.path.suffix == ".h5"
]
PLAIN = {"activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, "dropout": 0.0}


def said_otherwise(value: Any) -> Any:
    """The architecture with LSTM and GRU where the weights are those of the CuDNN layers."""
    if isinstance(value, list):
        return [said_otherwise(one) for one in value]
    if not isinstance(value, dict):
        return value
    value = {key: said_otherwise(one) for key, one in value.items()}
    name = value.get("class_name", "")
    if not isinstance(name, str) or not name.startswith("CuDNN"):
        return value
    reset = {"reset_after": True} if name == "CuDNNGRU" else {}
    return value | {"class_name": name.removeprefix("CuDNN"), "config": value["config"] | PLAIN | reset}


def tensors(path: Path, weights: Path | None = None) -> dict[str, np.ndarray]:
    with open_archive(path, weights=weights) as archive:
        model = upgrade(archive).archive.model
        return {" / ".join((*at, name)): one.read() for at, layer in walk(model) for name, one in layer.weights.items()}


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.id)
def test_takes_weights_of_cudnn_layers(member: zoo.Member, tmp_path: Path) -> None:
    with h5py.File(member.path) as file:
        said = said_otherwise(json.loads(file.attrs["model_config"]))
    architecture = tmp_path / "plain.json"
    architecture.write_text(json.dumps({**said, "keras_version": "2.2.4", "backend": "tensorflow"}))
    with open_archive(architecture, weights=member.path) as archive:
        assert "cudnn_weights" in {finding.code for finding in archive.findings}
        assert not [finding for finding in archive.findings if finding.severity.name == "REFUSAL"]
    found, expected = tensors(architecture, member.path), tensors(member.path)
    assert found.keys() == expected.keys()
    for name, array in found.items():
        np.testing.assert_array_equal(array, expected[name])


def model(class_name: str, **config: Any) -> Layer:
    return Layer("Sequential", "m", {}, layers=(Layer(class_name, "rnn", {"units": 3, **config}),))


def biases(*shapes: tuple[int, ...]) -> tuple[Group, ...]:
    entries = (Named(f"rnn/rnn_{index}/bias:0", ArrayTensor(np.ones(shape))) for index, shape in enumerate(shapes))
    return (Group("rnn", tuple(entries)),)


@pytest.mark.parametrize(
    ("said", "bias", "taken"), [("CuDNNLSTM", (12,), "LSTM"), ("CuDNNGRU", (2, 9), "GRU"), ("CuDNNLSTM", (24,), None)]
)
def test_takes_weights_of_plain_layers(said: str, bias: tuple[int, ...], taken: str | None) -> None:
    found, findings = recognise_cudnn(model(said), biases(bias))
    assert found.layers[0].class_name == (taken or said)
    assert bool(findings) is (taken is not None)
    if taken:
        assert found.layers[0].config["recurrent_activation"] == "sigmoid"


def test_both_directions_must_fit() -> None:
    parts = {place: Layer("LSTM", place, {"units": 3, **PLAIN}) for place in ("forward_layer", "backward_layer")}
    both = Layer("Sequential", "m", {}, layers=(Layer("Bidirectional", "rnn", {}, parts=parts),))
    found, (finding,) = recognise_cudnn(both, biases((24,), (24,)))
    assert {part.class_name for part in found.layers[0].parts.values()} == {"CuDNNLSTM"}
    assert finding.where == "rnn"
    assert recognise_cudnn(both, biases((24,), (12,)))[0] is both


@pytest.mark.parametrize(
    "config", [{**PLAIN, "activation": "relu"}, {**PLAIN, "recurrent_activation": "hard_sigmoid"}, {}]
)
def test_leaves_layers_alone_that_compute_otherwise(config: dict[str, Any]) -> None:
    before = model("LSTM", **config)
    assert recognise_cudnn(before, biases((24,))) == (before, ())
    old = model("GRU", **PLAIN, reset_after=False)
    assert recognise_cudnn(old, biases((18,))) == (old, ())
