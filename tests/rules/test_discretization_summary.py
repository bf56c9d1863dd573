from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.rules.discretization_summary import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def adapted(summary: list[list[float]], **config: Any) -> Layer:
    tensor = ArrayTensor(np.array(summary, "float32"), ("bins/summary",))
    return replace(layer("Discretization", "bins", **config), weights={"summary": tensor})


def test_computes_quantiles() -> None:
    before = adapted([[1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 1.0, 1.0]], num_bins=2, bin_boundaries=None)
    change = check_upgraded(before, layer("Discretization", "bins", num_bins=None, bin_boundaries=[2.0]), rule)
    assert change.tensors == ("bins/summary",)


def test_fewer_values_than_bins_are_the_boundaries() -> None:
    before = adapted([[1.0, 2.0, 5.0], [1.0, 1.0, 1.0]], num_bins=4)
    check_upgraded(before, layer("Discretization", "bins", num_bins=None, bin_boundaries=[1.0, 2.0]), rule)


def test_given_boundaries_stay() -> None:
    before = adapted([[1.0], [1.0]], num_bins=None, bin_boundaries=[0.5])
    check_upgraded(before, layer("Discretization", "bins", num_bins=None, bin_boundaries=[0.5]), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("Discretization", bin_boundaries=[0.5]), rule)
    check_noop(adapted([[1.0], [1.0]], num_bins=None), rule)
