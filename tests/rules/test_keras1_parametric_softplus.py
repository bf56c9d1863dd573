from __future__ import annotations

import numpy as np

from rekeras.rules.keras1_parametric_softplus import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

KERAS_1 = source("1.2.2")
INPUT = layer("InputLayer", "x", batch_shape=[None, 3, 2], dtype="float32")


def test_both_factors_stand_around_softplus() -> None:
    before = layer("ParametricSoftplus", "soft", {"alphas": (1, 2), "betas": (1, 2)})
    after, changes, findings = apply_rule(rule, sequential(INPUT, before), KERAS_1)
    inside, softplus, outside = after.layers[1].layers[-3:]
    assert [change.rule for change in changes] == [rule.name]
    assert not findings
    assert softplus.config["activation"] == "softplus"
    for step, name in ((inside, "betas"), (outside, "alphas")):
        shared = np.broadcast_to(before.weights[name].read(), (3, 2))
        np.testing.assert_array_equal(step.weights["kernel"].read(), shared)


def test_leaves_other_layers_alone() -> None:
    check_noop(layer("PReLU"), rule, KERAS_1)


def test_refuses_an_input_of_unknown_size() -> None:
    check_refused(layer("ParametricSoftplus", "soft", {"alphas": (2,), "betas": (2,)}), rule, "size_unknown", KERAS_1)
