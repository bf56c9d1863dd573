"""Dense, EinsumDense, Embedding and what has no variables, against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from rekeras.layers._description import Inputs, Spec
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made


@pytest.mark.parametrize("shape", [(None, 5), (2, 7, 5), (None, None, 3, 5)])
@pytest.mark.parametrize("use_bias", [True, False])
def test_dense(keras: RealKeras, shape: tuple[int | None, ...], use_bias: bool) -> None:
    assert_same(keras, made("Dense", units=3, use_bias=use_bias), called(shape))


@pytest.mark.parametrize("dtype", ["float16", "mixed_float16", "mixed_bfloat16", "float64"])
def test_dense_computes_in_its_dtype(keras: RealKeras, dtype: str) -> None:
    assert_same(keras, made("Dense", units=3, dtype=dtype), called((None, 5)))


def test_dense_of_integers(keras: RealKeras) -> None:
    assert_same(keras, made("Dense", units=3), Inputs((Spec((None, 5), "int32"),)))


POLICIES: list[Any] = [
    {"class_name": "Policy", "config": {"name": "mixed_float16"}},
    {"class_name": "PolicyV1", "config": {"name": "mixed_float16", "loss_scale": {"class_name": "DynamicLossScale"}}},
    {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "mixed_float16"}, "registered_name": None},
]


@pytest.mark.parametrize("policy", POLICIES)
def test_policies_of_every_era(policy: Any) -> None:
    description, _findings = describe(made("Dense", units=3, dtype=policy), called((None, 5)))
    assert description.outputs.dtype == "float16"


@pytest.mark.parametrize("dtype", [None, "_infer", {"class_name": "PolicyV1", "config": {"name": "_infer"}}])
def test_dtype_that_says_nothing_keeps_that_of_the_input(dtype: Any) -> None:
    description, _findings = describe(made("Dense", units=3, dtype=dtype), Inputs((Spec((None, 5), "float64"),)))
    assert description.outputs.dtype == "float64"


def test_dense_refuses_a_vector(keras: RealKeras) -> None:
    assert_both_refuse(keras, made("Dense", units=3), called((5,)), "needs inputs of at least 2 dimensions")


EQUATIONS: list[tuple[str, Any, str | None, tuple[int | None, ...]]] = [
    ("ab,bc->ac", 4, "c", (None, 5)),
    ("abc,cd->abd", [7, 4], "d", (None, 7, 5)),
    ("abc,cd->abd", [None, 4], "d", (2, None, 5)),
    ("abc,cde->abde", [7, 2, 3], "e", (None, 7, 5)),
    ("abcd,cde->abe", [7, 4], "be", (None, 7, 5, 6)),
    ("...x,xy->...y", 4, "y", (None, 7, 5)),
    ("...x,xy->...y", [4], None, (None, 5)),
    ("ab...,bc->ac...", 4, "c", (None, 5, 7, 9)),
    ("abc,bd->adc", [4, 5], "dc", (None, 7, 5)),
]


@pytest.mark.parametrize(("equation", "output_shape", "bias_axes", "shape"), EQUATIONS)
def test_einsum_dense(
    keras: RealKeras, equation: str, output_shape: Any, bias_axes: str | None, shape: tuple[int | None, ...]
) -> None:
    layer = made("EinsumDense", equation=equation, output_shape=output_shape, bias_axes=bias_axes)
    assert_same(keras, layer, called(shape))


def test_einsum_dense_knows_more() -> None:
    """Keras leaves a None of ``output_shape`` unknown, and turns the order of what ``...`` stands for."""
    layer = made("EinsumDense", equation="abc,cde->abde", output_shape=[None, 2, 3], bias_axes="de")
    assert describe(layer, called((None, 7, 5)))[0].outputs.shape == (None, 7, 2, 3)
    layer = made("EinsumDense", equation="...x,xy->...y", output_shape=4)
    assert describe(layer, called((None, 7, 9, 5)))[0].outputs.shape == (None, 7, 9, 4)


@pytest.mark.parametrize(
    ("config", "shape", "sentence"),
    [
        ({"equation": "ab->ac", "output_shape": 4}, (None, 5), "not of the form"),
        ({"equation": "abc,cd->abd", "output_shape": [7, 4]}, (None, 5), "for 3 axes"),
        ({"equation": "abc,cd->abd", "output_shape": [6, 4]}, (None, 7, 5), "'b' is 6"),
        ({"equation": "ab,bc->ac", "output_shape": 4, "bias_axes": "d"}, (None, 5), "bias over the axes 'd'"),
    ],
)
def test_einsum_dense_refuses(
    keras: RealKeras, config: dict[str, Any], shape: tuple[int | None, ...], sentence: str
) -> None:
    assert_both_refuse(keras, made("EinsumDense", **config), called(shape), sentence)


@pytest.mark.parametrize("shape", [(None,), (None, 5), (2, None, 3)])
@pytest.mark.parametrize("dtype", ["float32", "mixed_float16"])
def test_embedding(keras: RealKeras, shape: tuple[int | None, ...], dtype: str) -> None:
    layer = made("Embedding", input_dim=9, output_dim=4, dtype=dtype)
    assert_same(keras, layer, Inputs((Spec(shape, "int32"),)))


@pytest.mark.parametrize(("length", "shape"), [(7, (None, None)), ([7], (None, None)), ([7, 3], (None, None, 3))])
def test_embedding_knows_the_length(length: Any, shape: tuple[int | None, ...]) -> None:
    """Standalone Keras 2 takes ``input_length`` for the size that the input does not say."""
    description, _findings = describe(made("Embedding", input_dim=9, output_dim=4, input_length=length), called(shape))
    assert description.outputs.shape == (None, 7, *shape[2:], 4)


@pytest.mark.parametrize(("reverse", "tied"), [(False, True), (True, True), (False, False), (True, False)])
def test_reversible_embedding(keras: RealKeras, reverse: bool, tied: bool) -> None:
    layer = made("ReversibleEmbedding", input_dim=9, output_dim=4, tie_weights=tied)
    given = Spec((None, 5, 4)) if reverse else Spec((None, 5), "int32")
    assert_same(keras, layer, Inputs((given,), {"reverse": reverse}))


@pytest.mark.parametrize("kind", ["Masking", "Identity"])
def test_leaves_alone(keras: RealKeras, kind: str) -> None:
    assert_same(keras, made(kind), called((None, 5, 7)))


@pytest.mark.parametrize(
    ("config", "shape"),
    [
        ({"batch_input_shape": [None, 3, 4]}, (None, 3, 4)),
        ({"batch_shape": [2, None]}, (2, None)),
        ({"batch_shape": None, "shape": [3]}, (None, 3)),
        ({"batch_size": 5, "input_shape": [3]}, (5, 3)),
        ({}, None),
    ],
)
def test_input_layer(config: dict[str, Any], shape: Any) -> None:
    description, _findings = describe(made("InputLayer", dtype="int32", **config))
    assert description.outputs.shape == shape
    assert description.outputs.dtype == ("int32" if shape else "float32")


def test_lambda_gives_what_it_declares() -> None:
    description, findings = describe(made("Lambda", output_shape=[3, None]), called((2, 5)))
    assert description.outputs.shape == (2, 3, None)
    assert describe(made("Lambda"), called((2, 5)))[0].outputs.shape is None
    assert findings == ()
