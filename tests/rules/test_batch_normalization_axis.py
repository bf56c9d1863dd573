from __future__ import annotations

from rekeras.rules.batch_normalization_axis import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer


def test_takes_the_axis_out_of_its_list() -> None:
    check_upgraded(layer("BatchNormalization", axis=[3]), layer("BatchNormalization", axis=3), rule)


def test_leaves_integers_and_other_layers_alone() -> None:
    check_noop(layer("BatchNormalization", axis=-1), rule)
    check_noop(layer("BatchNormalization"), rule)
    check_noop(layer("LayerNormalization", axis=[1, 2]), rule)


def test_refuses_several_axes() -> None:
    check_refused(layer("BatchNormalization", axis=[1, 2]), rule, "several_axes")
