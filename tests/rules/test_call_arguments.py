from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Call, Layer, TensorRef
from rekeras.rules.call_arguments import rule
from tests.rule_cases import check_noop, check_upgraded, layer
from tests.rules.mask_models import functional

X = TensorRef("tokens")
MODEL = functional([layer("GRU", "gru", units=3)], {"gru": "tokens"}, "gru")


def called(**kwargs: object) -> Layer:
    assert MODEL.graph
    return replace(MODEL, graph=replace(MODEL.graph, calls=(Call("gru", 0, (X,), kwargs),)))


def test_drops_none() -> None:
    check_upgraded(called(initial_state=None, constants=None, training=False), called(training=False), rule)


def test_leaves_others_alone() -> None:
    check_noop(called(mask=X, constants=[X]), rule)
    check_noop(MODEL, rule)
