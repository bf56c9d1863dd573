from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.addons_pairs import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer


def model(class_name: str, weights: dict[str, tuple[int, ...]], count: int = 2, **config: Any) -> Layer:
    own = replace(layer(class_name, "own", weights, **config), package="Addons")
    inputs = [layer("InputLayer", f"x{index}", batch_shape=[None, 3], dtype="float32") for index in range(count)]
    refs = [TensorRef(one.name) for one in inputs]
    graph = Graph((Call("own", 0, (refs,)),), refs, TensorRef("own"))
    return Layer("Functional", "model", layers=(*inputs, own), graph=graph)


def test_a_full_matrix_takes_the_diagonal() -> None:
    before = model("PolynomialCrossing", {"kernel": (3, 3), "bias": (3,)}, diag_scale=0.5)
    inner = apply_rule(rule, before, SOURCE)[0].layers[-1].layers[2:]
    assert [one.class_name for one in inner] == ["Dense", "Multiply", "Add", "EinsumDense"]
    kernel = before.layers[-1].weights["kernel"].read()
    np.testing.assert_allclose(inner[0].weights["kernel"].read(), kernel + 0.5 * np.eye(3), rtol=1e-6)


def test_matrices_of_low_rank_get_it_beside_them() -> None:
    before = model("PolynomialCrossing", {"kernel_u": (3, 1), "kernel_v": (1, 3)}, diag_scale=0.5, projection_dim=1)
    inner = apply_rule(rule, before, SOURCE)[0].layers[-1].layers[2:]
    assert [one.class_name for one in inner] == ["Dense", "Dense", "Rescaling", "Add", "Multiply", "Add"]


def test_keeps_the_part_of_the_residual() -> None:
    after, _changes, (finding,) = apply_rule(rule, model("StochasticDepth", {}, survival_probability=0.7), SOURCE)
    inner = after.layers[-1].layers[2:]
    assert [one.class_name for one in inner] == ["Rescaling", "Add"]
    assert (inner[0].config["scale"], finding.code) == (0.7, "stochastic_depth_ended")


def test_refuses_what_is_not_called_on_two() -> None:
    check_refused(model("StochasticDepth", {}, count=3), rule, "size_unknown")
    check_refused(model("PolynomialCrossing", {}), rule, "size_unknown")


def test_refuses_masks() -> None:
    sequences = [layer("InputLayer", "x", batch_shape=[None, 5, 3], dtype="float32"), layer("Masking", "m")]
    for class_name, weights in (("StochasticDepth", {}), ("PolynomialCrossing", {"kernel": (3, 3)})):
        own = replace(layer(class_name, "own", weights), package="Addons")
        refs = [TensorRef("x"), TensorRef("m")]
        calls = (Call("m", 0, (TensorRef("x"),)), Call("own", 0, (refs,)))
        graph = Graph(calls, TensorRef("x"), TensorRef("own"))
        check_refused(Layer("Functional", "model", layers=(*sequences, own), graph=graph), rule, "masked_input")


def test_leaves_namesakes_alone() -> None:
    check_noop(layer("StochasticDepth"), rule)
    check_noop(layer("PolynomialCrossing"), rule)
