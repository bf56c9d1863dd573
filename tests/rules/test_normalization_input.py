from __future__ import annotations

from rekeras.rules.normalization_input import rule
from tests.rule_cases import check_noop, check_upgraded, layer, sequential

NORMALIZATION = layer("Normalization", "norm", {"mean": (7,), "variance": (7,), "count": ()}, axis=[-1])


def test_takes_the_length_of_the_mean() -> None:
    check_upgraded(
        sequential(layer("InputLayer", "x", batch_shape=[None, None]), NORMALIZATION),
        sequential(layer("InputLayer", "x", batch_shape=[None, 7]), NORMALIZATION),
        rule,
    )


def test_leaves_known_shapes_and_other_axes_alone() -> None:
    check_noop(sequential(layer("InputLayer", "x", batch_shape=[None, 7]), NORMALIZATION), rule)
    other = NORMALIZATION.with_config({"axis": [1]})
    check_noop(sequential(layer("InputLayer", "x", batch_shape=[None, 7, None]), other), rule)
    check_noop(sequential(layer("InputLayer", "x", batch_shape=[None, None])), rule)
