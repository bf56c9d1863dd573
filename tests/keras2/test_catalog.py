"""The catalog of Keras 2."""

from __future__ import annotations

from rekeras.keras2.catalog import old_catalog
from scripts.make_keras2_catalog import merge


def test_versions_and_what_came_with_them() -> None:
    known = old_catalog()
    assert known.versions == ("Keras 2.2.4", "TensorFlow 2.3", "TensorFlow 2.10", "TensorFlow 2.15")
    assert known.layers["Dense"].since == 0
    assert known.layers["LayerNormalization"].since == 1
    assert known.layers["MultiHeadAttention"].since == 2
    assert known.layers["Conv2D"].keys["groups"] == 1
    assert known.layers["GlobalMaxPooling1D"].keys["keepdims"] == 2
    assert "lora_rank" not in known.layers["Dense"].keys
    assert (known.activations["tanh"], known.activations["swish"]) == (0, 1)


def test_merging_observations() -> None:
    old = {"version": "a", "layers": {"A": ["x"], "Gone": []}, "activations": ["relu"]}
    new = {"version": "b", "layers": {"A": ["x", "y"], "B": ["z"]}, "activations": ["relu", "gelu"]}
    assert merge([old, new]) == {
        "versions": ["a", "b"],
        "layers": {"A": {"since": 0, "keys": {"x": 0, "y": 1}}, "B": {"since": 1, "keys": {"z": 1}}},
        "activations": {"relu": 0, "gelu": 1},
    }
