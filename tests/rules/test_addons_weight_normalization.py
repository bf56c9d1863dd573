from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer
from rekeras.rules.addons_weight_normalization import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer


def wrapped(*, called: bool, data_init: bool = True, inner: str = "Dense", kernel: str = "kernel") -> Layer:
    shapes = {"g": (2,), kernel: (3, 2), "data_dep_init/kernel": (3, 2)}
    wrapper = layer("WeightNormalization", "norm", shapes, data_init=data_init, batch_input_shape=[None, 3])
    state = {"initialized": ArrayTensor(np.array(called), ("norm/initialized",))}
    weights = {**wrapper.weights, **state}
    parts = {"layer": layer(inner, "inner", units=2)}
    return replace(wrapper, weights=weights, parts=parts, package="Addons")


@pytest.mark.parametrize(("inner", "kernel"), [("Dense", "kernel"), ("GRU", "recurrent_kernel")])
def test_folds_length_into_the_kernel(inner: str, kernel: str) -> None:
    before = wrapped(called=True, inner=inner, kernel=kernel)
    after, (change,), (finding,) = apply_rule(rule, before, SOURCE)
    assert (after.class_name, after.name, finding.code) == (inner, "norm", "weight_normalization_ended")
    assert after.config == {"units": 2, "batch_input_shape": [None, 3]}
    v, g = before.weights[kernel].read(), before.weights["g"].read()
    np.testing.assert_allclose(after.weights[kernel].read(), g * v / np.linalg.norm(v, axis=0), rtol=1e-6)
    assert "norm/data_dep_init/kernel" in change.tensors
    check_noop(after, rule)


def test_keeps_the_kernel_of_a_wrapper_that_was_never_called() -> None:
    before = wrapped(called=False, data_init=False)
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    assert after.weights["kernel"] is before.weights["kernel"]


def test_refuses_what_its_first_batch_decides() -> None:
    check_refused(wrapped(called=False), rule, "weight_normalization_by_data")


def test_leaves_others_alone() -> None:
    check_noop(replace(wrapped(called=True), package=""), rule)
    check_noop(replace(wrapped(called=True), parts={}), rule)
