"""Nothing is lost, nothing is missing."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.keras3.completeness import problems
from rekeras.keras3.places import groups
from tests.archives import call, chain, dense, functional, input_layer, tensor


def found(model: Layer) -> list[tuple[str, str, str]]:
    findings = problems(model, describe(model)[0], groups(model))
    return [(finding.code, finding.where, finding.found) for finding in findings]


def with_weights(**weights: tuple[int, ...]) -> Layer:
    layer = replace(dense("a", 3, 4), weights={name: tensor(*shape) for name, shape in weights.items()})
    return chain(input_layer("x", 3), layer)


def test_leaves_a_complete_model_alone() -> None:
    assert found(with_weights(kernel=(3, 4), bias=(4,))) == []


def test_names_what_has_no_place() -> None:
    problem = "Dense has a variable extra, which it does not have in Keras 3"
    assert found(with_weights(kernel=(3, 4), bias=(4,), extra=(2,))) == [("variable_without_place", "a", problem)]


def test_names_what_is_missing_and_what_has_another_shape() -> None:
    assert found(with_weights(kernel=(3, 5))) == [
        ("variable_disagrees", "a", "variable kernel of Dense has the shape (3, 5)"),
        ("variable_disagrees", "a", "variable bias of Dense is missing"),
    ]


def test_names_layers_that_keras_would_drop_with_their_weights() -> None:
    layers = [input_layer("x", 3), dense("a", 3, 3), dense("lost", 3, 3)]
    model = functional(layers, [call("a", "x"), call("lost", "x")], "x", "a")
    assert found(model) == [("layer_without_output", "lost", "feeds no output, and Keras 3 drops such layers")]
