from __future__ import annotations

from dataclasses import replace

from rekeras.records import Safety, Severity
from rekeras.rules.batch_renormalization import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_upgraded, layer

PLAIN = {"gamma": (3,), "beta": (3,), "moving_mean": (3,), "moving_variance": (3,)}
RENORM = {"renorm_mean": (3,), "renorm_stddev": (3,)}


def test_drops_options_that_were_off() -> None:
    before = layer("BatchNormalization", "bn", PLAIN, axis=-1, renorm=False, virtual_batch_size=None, fused=True)
    change = check_upgraded(before, before.with_config(drop=("renorm", "virtual_batch_size", "fused")), rule)
    assert change.safety is Safety.LOSSLESS


def test_drops_renormalization_with_its_variables_and_says_so() -> None:
    before = layer("BatchNormalization", "bn", PLAIN | RENORM, axis=-1, renorm=True, renorm_momentum=0.9)
    kept = {name: tensor for name, tensor in before.weights.items() if name in PLAIN}
    after = replace(layer("BatchNormalization", "bn", axis=-1), weights=kept)
    change = check_upgraded(before, after, rule)
    assert change.tensors == ("bn/renorm_mean", "bn/renorm_stddev")
    assert [finding.severity for finding in apply_rule(rule, before, SOURCE)[2]] == [Severity.ATTENTION]


def test_leaves_others_alone() -> None:
    check_noop(layer("BatchNormalization", "bn", PLAIN, axis=-1), rule)
    check_noop(layer("BatchNormalization", adjustment={"class_name": "function", "config": "f"}), rule)
