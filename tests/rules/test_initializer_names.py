from __future__ import annotations

import pytest

from rekeras.rules.initializer_names import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"class_name": "GlorotUniformV2", "config": {"seed": 1}},
            {"class_name": "GlorotUniform", "config": {"seed": 1}},
        ),
        ({"class_name": "Zeros", "config": {"dtype": "float32"}}, {"class_name": "Zeros", "config": {}}),
        (
            {"class_name": "VarianceScaling", "config": {"scale": 2.0, "mode": "fan_in", "distribution": "normal"}},
            {
                "class_name": "VarianceScaling",
                "config": {"scale": 2.0, "mode": "fan_in", "distribution": "truncated_normal"},
            },
        ),
        (
            {"class_name": "OrthogonalInitializer", "config": {"gain": 2.0, "seed": None}},
            {"class_name": "Orthogonal", "config": {"gain": 2.0, "seed": None}},
        ),
        ({"class_name": "Orthogonal", "config": {"gain": 1.0, "seed": None}}, "orthogonal"),
        (
            {"class_name": "VarianceScaling", "config": {"scale": 1, "mode": None, "distribution": None, "seed": None}},
            {"class_name": "VarianceScaling", "config": {"scale": 1, "seed": None}},
        ),
    ],
)
def test_names_as_keras_2_did(before: object, after: object) -> None:
    check_upgraded(layer("Dense", kernel_initializer=before), layer("Dense", kernel_initializer=after), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("Dense", kernel_initializer={"class_name": "Zeros", "config": {}}), rule)
    check_noop(layer("Dense", kernel_initializer="glorot_uniform"), rule)
    check_noop(layer("Dense", kernel_regularizer={"class_name": "MyV2", "config": {"dtype": "float32"}}), rule)
