from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.rules.dtype_policy import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ({"class_name": "Policy", "config": {"name": "mixed_float16"}}, "mixed_float16"),
        (
            {"class_name": "Policy", "config": {"name": "mixed_bfloat16"}, "module": "keras.mixed_precision"},
            "mixed_bfloat16",
        ),
        (
            {"class_name": "PolicyV1", "config": {"name": "mixed_float16", "loss_scale": {"class_name": "D"}}},
            "mixed_float16",
        ),
        ({"class_name": "AutocastPolicy", "config": {"name": "float32"}}, "float32"),
        ("float32_with_float32_vars", "float32"),
    ],
)
def test_writes_the_name(written: Any, name: str) -> None:
    check_upgraded(layer("Dense", dtype=written), layer("Dense", dtype=name), rule)


@pytest.mark.parametrize("written", [None, "infer", {"class_name": "Policy", "config": {"name": "_infer"}}])
def test_drops_what_means_the_default(written: Any) -> None:
    check_upgraded(layer("Dense", dtype=written), layer("Dense"), rule)


def test_key_of_tensorflow_2_0() -> None:
    check_upgraded(layer("Dense", policy={"class_name": "Policy", "config": {"name": "mixed_float16"}}),
                   layer("Dense", dtype="mixed_float16"), rule)  # fmt: skip


def test_takes_the_precision_of_the_weights_where_nothing_says_it() -> None:
    kernel = ArrayTensor(np.full((2, 3), 0.1), ("kernel",))
    before = replace(layer("Dense", units=3), weights={"kernel": kernel})
    check_upgraded(before, before.with_config({"dtype": "float64"}), rule)


def test_leaves_names_and_absence_alone() -> None:
    check_noop(layer("Dense", "dense", {"kernel": (2, 3)}, dtype="mixed_float16"), rule)
    check_noop(layer("Dense", "dense", {"kernel": (2, 3)}), rule)


def test_leaves_a_policy_nobody_knows_to_be_refused_later() -> None:
    check_noop(layer("Dense", dtype={"class_name": "MyPolicy", "config": {"name": "float8"}}), rule)
