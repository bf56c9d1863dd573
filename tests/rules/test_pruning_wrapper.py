from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.rules.pruning_wrapper import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer

MASK = np.array([[1, 0], [0, 1], [1, 1]], "float32")


def pruned(**masks: tuple[int, ...]) -> Layer:
    """As tensorflow_model_optimization saves it: the inner layer's variables stand among the wrapper's."""
    shapes = {"dense/kernel": (3, 2), "dense/bias": (2,), "threshold": (), "pruning_step": (), **masks}
    wrapper = layer("PruneLowMagnitude", "prune_dense", shapes, pruning_schedule={}, batch_input_shape=[None, 3])
    inner = layer("Dense", "dense", units=2)
    return replace(wrapper, parts={"layer": inner})


def test_takes_the_masked_layer_out() -> None:
    before = pruned()
    before = replace(before, weights={**before.weights, "mask": ArrayTensor(MASK, ("prune_dense/mask",))})
    after, (change,), (finding,) = apply_rule(rule, before, SOURCE)
    assert (after.class_name, after.name, finding.code) == ("Dense", "prune_dense", "pruning_ended")
    assert after.config == {"units": 2, "batch_input_shape": [None, 3]}
    assert list(after.weights) == ["kernel", "bias"]
    np.testing.assert_array_equal(after.weights["kernel"].read(), before.weights["dense/kernel"].read() * MASK)
    assert {"prune_dense/mask", "prune_dense/threshold", "prune_dense/pruning_step"} <= set(change.tensors)
    check_noop(after, rule)


def test_leaves_what_is_not_clear_alone() -> None:
    check_noop(pruned(mask=(2, 2)), rule)
    check_noop(pruned(mask_1=(3, 2)), rule)
    check_noop(replace(pruned(), parts={}), rule)
