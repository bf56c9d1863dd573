from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules._others import KINDS, OWNER
from rekeras.rules.positions import rule
from tests.rule_cases import check_noop, check_refused, layer, masked, sequential, source, upgraded

OLD = source("2.2.4")
OBJECTS = {f"{name}_{kind}": None for name in ("beta", "gamma") for kind in KINDS}
FORWARD: dict[str, Any] = {"units": 3, "activation": "relu", "use_bias": True}


def on(one: Layer, length: int | None = 5) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=[None, length, 4], dtype="float32"), one)


@pytest.mark.parametrize("package", ["", OWNER])
def test_layer_normalization_of_the_last_axis(package: str) -> None:
    said: dict[str, Any] = {"center": True, "scale": True, "epsilon": 1e-14, **OBJECTS}
    before = replace(layer("LayerNormalization", "own", {"gamma": (4,), "beta": (4,)}, **said), package=package)
    after = upgraded(before, rule, OLD)
    assert (after.package, after.config["axis"], after.weights) == ("", -1, before.weights)


def test_feed_forward_is_two_products() -> None:
    shapes = {"f_W1": (4, 3), "f_b1": (3,), "f_W2": (3, 4), "f_b2": (4,)}
    inner = upgraded(on(layer("FeedForward", "own", shapes, **FORWARD)), rule, OLD).layers[1].layers[1:]
    assert [(one.class_name, one.config["units"], one.config["activation"]) for one in inner] == [
        ("Dense", 3, "relu"),
        ("Dense", 4, "linear"),
    ]


def test_sines_and_cosines_stand_beside_each_other() -> None:
    added = upgraded(on(layer("TrigPosEmbedding", "own", mode="add", output_dim=None)), rule, OLD).layers[1]
    table = added.layers[1].weights["bias"].read()
    np.testing.assert_allclose(table[3], [np.sin(3), np.cos(3), np.sin(0.03), np.cos(0.03)], rtol=1e-6)
    joined = upgraded(on(layer("TrigPosEmbedding", "own", mode="concat", output_dim=6)), rule, OLD).layers[1]
    assert [one.class_name for one in joined.layers[1:]] == ["EinsumDense", "Concatenate"]


def test_learned_embeddings_are_cut_to_the_length() -> None:
    before = layer("PositionEmbedding", "own", {"embeddings": (7, 4)}, mode="add", output_dim=4, input_dim=7)
    bias = upgraded(on(before), rule, OLD).layers[1].layers[1].weights["bias"].read()
    np.testing.assert_array_equal(bias, before.weights["embeddings"].read()[:5])


REFUSED = [
    layer("TrigPosEmbedding", mode="expand", output_dim=6),
    layer("TrigPosEmbedding", mode="concat", output_dim=5),
    layer("PositionEmbedding", "own", {"embeddings": (3, 4)}, mode="add", output_dim=4, input_dim=3),
]


@pytest.mark.parametrize("one", REFUSED)
def test_refuses_places_that_it_cannot_know(one: Layer) -> None:
    check_refused(on(one), rule, "size_unknown", OLD)
    check_refused(on(one, None), rule, "size_unknown", OLD)


def test_refuses_a_feed_forward_without_weights() -> None:
    check_refused(on(layer("FeedForward", "own", **FORWARD)), rule, "size_unknown", OLD)


def test_leaves_others_alone() -> None:
    check_noop(on(layer("LayerNormalization", "own", axis=-1, epsilon=0.1)), rule, OLD)
    check_noop(on(layer("FeedForward", "own", size=3)), rule, OLD)
    check_noop(on(layer("PositionEmbedding", "own", sequence_length=3)), rule, OLD)


def test_refuses_masks() -> None:
    check_refused(masked(layer("TrigPosEmbedding", mode="add", output_dim=None)), rule, "masked_input", OLD)
