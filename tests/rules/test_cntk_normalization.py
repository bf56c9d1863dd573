from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.rules.cntk_normalization import rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

CNTK = replace(source("2.2.4"), backend="cntk")


def at_every_step(inner: Layer) -> Layer:
    return replace(layer("TimeDistributed", "steps"), parts={"layer": inner})


def test_refuses_a_model_with_normalization() -> None:
    inner = sequential(layer("BatchNormalization", "normal"), layer("Dense", "dense", units=2))
    check_refused(at_every_step(inner), rule, "cntk_normalization", CNTK)


def test_leaves_alone_normalization_itself() -> None:
    check_noop(at_every_step(layer("BatchNormalization")), rule, CNTK)


def test_leaves_alone_models_without_it() -> None:
    check_noop(at_every_step(sequential(layer("Dense", units=2))), rule, CNTK)


def test_leaves_alone_other_backends() -> None:
    inner = sequential(layer("BatchNormalization", "normal"), layer("Dense", "dense", units=2))
    check_noop(at_every_step(inner), rule, replace(CNTK, backend="theano"))
