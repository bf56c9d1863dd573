from __future__ import annotations

from dataclasses import replace

from rekeras.rules.addons_spectral_normalization import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer


def test_takes_the_layer_out() -> None:
    inner = layer("Conv2D", "conv", {"kernel": (2, 2, 3, 4)}, filters=4)
    wrapper = layer("SpectralNormalization", "norm", {"sn_u": (1, 4)}, batch_input_shape=[None, 5, 5, 3])
    before = replace(wrapper, parts={"layer": inner}, package="Addons")
    after, (change,), (finding,) = apply_rule(rule, before, SOURCE)
    assert (after.class_name, after.name, after.weights) == ("Conv2D", "norm", inner.weights)
    assert after.config == {"filters": 4, "batch_input_shape": [None, 5, 5, 3]}
    assert (change.tensors, finding.code) == (("norm/sn_u",), "spectral_normalization_ended")
    check_noop(replace(before, package=""), rule)
    check_noop(replace(before, parts={}), rule)
