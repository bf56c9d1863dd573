from __future__ import annotations

import numpy as np

from rekeras.archive import Layer
from rekeras.rules.keras1_maxout_dense import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source

KERAS_1 = source("1.2.2")


def written_out(before: Layer) -> tuple[Layer, ...]:
    after, changes, findings = apply_rule(rule, before, KERAS_1)
    assert [change.rule for change in changes] == [rule.name]
    assert not findings
    return after.layers


def test_products_of_all_features_stand_side_by_side() -> None:
    before = layer("MaxoutDense", "maxout", {"W": (5, 4, 3), "b": (5, 3)}, output_dim=3, nb_feature=5)
    dense, reshape, greatest = written_out(before)
    assert (dense.config["units"], reshape.config["target_shape"]) == (15, [5, 3])
    assert greatest.class_name == "GlobalMaxPooling1D"
    x, old = np.arange(4.0, dtype="float32"), before.weights
    products = (x @ dense.weights["kernel"].read() + dense.weights["bias"].read()).reshape(5, 3)
    expected = [x @ one + bias for one, bias in zip(old["W"].read(), old["b"].read(), strict=True)]
    np.testing.assert_allclose(products, expected, rtol=1e-6)


def test_without_a_bias_and_with_the_default_number_of_features() -> None:
    dense, *_rest = written_out(layer("MaxoutDense", "maxout", {"W": (4, 4, 3)}, output_dim=3, bias=False))
    assert (dense.config["units"], dense.config["use_bias"], list(dense.weights)) == (12, False, ["kernel"])


def test_leaves_other_layers_alone() -> None:
    check_noop(layer("Dense", units=4), rule, KERAS_1)
