"""Layers of packages that their files do not name; genuine files are compared in ``tests/test_describe_zoo.py``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.describe import describe
from rekeras.layers._description import Inputs, Spec
from tests.layers.compare import called, made

Shape = tuple[int | None, ...]

CASES: list[tuple[str, dict[str, Any], Shape, dict[str, Shape], Shape | None]] = [
    ("InstanceNormalization", {"axis": None}, (None, 4, 3), {"gamma": (1,), "beta": (1,)}, (None, 4, 3)),
    ("InstanceNormalization", {"axis": 1, "scale": False}, (None, 4, 3), {"beta": (4,)}, (None, 4, 3)),
    ("PELU", {"shared_axes": [1]}, (None, 4, 3), {"alpha": (1, 3), "beta": (1, 3)}, (None, 4, 3)),
    ("Swish", {"beta": 1.0, "trainable": True}, (None, 4), {"scaling_factor": ()}, (None, 4)),
    ("Swish", {"beta": 1.0, "trainable": False}, (None, 4), {}, (None, 4)),
    ("SubPixelUpscaling", {"scale_factor": 2}, (None, 4, 3, 8), {}, (None, 8, 6, 2)),
    ("SeqWeightedAttention", {"use_bias": False}, (None, 5, 3), {"made_W": (3, 1)}, (None, 3)),
    (
        "FeedForward",
        {"units": 2, "use_bias": False},
        (None, 5, 3),
        {"made_W1": (3, 2), "made_W2": (2, 3)},
        (None, 5, 3),
    ),
    ("TrigPosEmbedding", {"mode": "concat", "output_dim": 4}, (None, 5, 3), {}, (None, 5, 7)),
    (
        "PositionEmbedding",
        {"mode": "expand", "input_dim": 3, "output_dim": 2},
        (None, 5),
        {"embeddings": (7, 2)},
        (None, 5, 2),
    ),
    ("LayerScale", {"projection_dim": 3}, (None, 5, 3), {"Variable": (3,)}, (None, 5, 3)),
]


@pytest.mark.parametrize(("name", "config", "given", "variables", "output"), CASES)
def test_same(
    name: str, config: dict[str, Any], given: Shape, variables: dict[str, Shape], output: Shape | None
) -> None:
    description, problems = describe(made(name, **config), called(given))
    assert not problems
    assert {variable.name: variable.shape for variable in description.variables} == variables
    assert description.outputs.shape == output


def test_self_attention_of_both_kinds() -> None:
    additive, _problems = describe(made("SeqSelfAttention", units=2), called((None, 5, 3)))
    assert [one.name for one in additive.variables] == [f"made_Add_{part}" for part in ("Wt", "Wx", "bh", "Wa", "ba")]
    product = made("SeqSelfAttention", attention_type="multiplicative", return_attention=True)
    found, _problems = describe(product, called((None, 5, 3)))
    assert [(one.name, one.shape) for one in found.variables] == [("made_Mul_Wa", (3, 3)), ("made_Mul_ba", (1,))]
    assert [spec.shape for spec in found.outputs] == [(None, 5, 3), (None, 5, 5)]


def test_scaled_attention_on_three_tensors() -> None:
    inputs = Inputs(([Spec((None, 5, 3)), Spec((None, 6, 3)), Spec((None, 6, 2))],))
    assert describe(made("ScaledDotProductAttention"), inputs)[0].outputs.shape == (None, 5, 2)


def test_names_of_keras_own_are_known_under_their_author() -> None:
    layer = replace(made("GroupNormalization", axis=-1, groups=2), package="its author")
    assert describe(layer, called((None, 4, 6)))[0].outputs.shape == (None, 4, 6)


def test_refuses_an_axis_that_is_not_there() -> None:
    _description, problems = describe(made("InstanceNormalization", axis=3), called((None, 4, 3)))
    assert [problem.code for problem in problems] == ["shapes_disagree"]
