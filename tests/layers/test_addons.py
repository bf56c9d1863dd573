"""Layers of tensorflow_addons; the genuine files that hold them are compared in ``tests/test_describe_zoo.py``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.describe import describe
from rekeras.layers._description import Description, Inputs, Spec
from tests.layers.compare import called, made

Shape = tuple[int | None, ...]


def described(name: str, inputs: Inputs, **config: Any) -> Description:
    description, problems = describe(replace(made(name, **config), package="Addons"), inputs)
    assert not problems
    return description


def shapes(description: Description) -> dict[str, Shape | None]:
    return {variable.name: variable.shape for variable in description.variables}


OUTPUTS: list[tuple[str, dict[str, Any], Shape, Shape]] = [
    ("Maxout", {"num_units": 2, "axis": 1}, (None, 6, 3), (None, 2, 3)),
    ("AdaptiveMaxPooling1D", {"output_size": 2}, (None, 6, 3), (None, 2, 3)),
    (
        "AdaptiveAveragePooling2D",
        {"output_size": [2, 3], "data_format": "channels_first"},
        (None, 3, 4, 6),
        (None, 3, 2, 3),
    ),
    ("SpatialPyramidPooling2D", {"bins": [1, [2, 3]]}, (None, 7, 8, 3), (None, 7, 3)),
    ("NoisyDense", {"units": 4}, (None, 5, 3), (None, 5, 4)),
    ("ESN", {"units": 4, "return_sequences": True}, (None, 5, 3), (None, 5, 4)),
    ("Sparsemax", {}, (None, 5, 3), (None, 5, 3)),
]


@pytest.mark.parametrize(("name", "config", "given", "output"), OUTPUTS)
def test_outputs(name: str, config: dict[str, Any], given: Shape, output: Shape) -> None:
    assert described(name, called(given), **config).outputs.shape == output


VARIABLES: list[tuple[str, dict[str, Any], dict[str, Shape]]] = [
    ("TLU", {"affine": True}, {"tau": (4, 5, 3), "alpha": (4, 5, 3)}),
    ("InstanceNormalization", {"axis": 1, "center": False}, {"gamma": (4,)}),
    ("FilterResponseNormalization", {"learned_epsilon": True}, {"learned_epsilon": (1,)}),
    (
        "NoisyDense",
        {"units": 2, "use_bias": False},
        {"sigma_kernel": (3, 2), "mu_kernel": (3, 2), "eps_kernel": (3, 2)},
    ),
    ("SpectralNormalization", {"layer": made("Conv2D", filters=6, kernel_size=2)}, {"sn_u": (1, 6)}),
    ("WeightNormalization", {"layer": made("Dense", units=6), "data_init": False}, {"g": (6,), "initialized": ()}),
]


@pytest.mark.parametrize(("name", "config", "variables"), VARIABLES)
def test_variables(name: str, config: dict[str, Any], variables: dict[str, Shape]) -> None:
    found = shapes(described(name, called((None, 4, 5, 3)), **config))
    assert {key: found[key] for key in variables} == variables


def test_attention_with_scores() -> None:
    inputs = Inputs(([Spec((None, 7, 5)), Spec((None, 8, 4))],))
    found = described("MultiHeadAttention", inputs, num_heads=2, head_size=3, return_attn_coef=True)
    assert [spec.shape for spec in found.outputs] == [(None, 7, 4), (None, 2, 7, 8)]
    assert shapes(found)["projection_kernel"] == (2, 3, 4)


def test_crossing_of_low_rank() -> None:
    inputs = Inputs(([Spec((None, 6)), Spec((None, 6))],))
    found = described("PolynomialCrossing", inputs, projection_dim=2)
    assert shapes(found) == {"kernel_u": (6, 2), "kernel_v": (2, 6), "bias": (6,)}


@pytest.mark.parametrize(("name", "config"), [("Maxout", {"num_units": 4}), ("InstanceNormalization", {"axis": 3})])
def test_refuses(name: str, config: dict[str, Any]) -> None:
    _description, problems = describe(replace(made(name, **config), package="Addons"), called((None, 5, 3)))
    assert [problem.code for problem in problems] == ["shapes_disagree"]


def test_knows_nothing_of_namesakes() -> None:
    assert (
        describe(replace(made("Maxout", num_units=4), package="my_layers"), called((None, 5, 3)))[0].outputs == Spec()
    )
