from __future__ import annotations

from rekeras.archive import Call, Layer
from rekeras.records import Severity
from rekeras.rules.add_loss_metric import rule
from rekeras.upgrade import apply_rule
from tests.archives import dense, functional, input_layer, ref
from tests.rule_cases import SOURCE, check_noop

LOSS = Layer("AddLoss", "loss", {"unconditional": False})
METRIC = Layer("AddMetric", "metric", {"aggregation": "mean", "metric_name": "total"})
SQUARE = Layer("TFOpLambda", "square", {"function": "math.square"})


def test_takes_them_out_with_what_only_they_need() -> None:
    layers = [input_layer("x", 3), dense("d", 3, 2), SQUARE, LOSS, METRIC]
    calls = [Call("d", 0, (ref("x"),)), Call("square", 0, (ref("d"),))]
    calls += [Call("loss", 0, (ref("square"),)), Call("metric", 0, (ref("square"),))]
    upgraded, _changes, findings = apply_rule(rule, functional(layers, calls, "x", "d"), SOURCE)
    assert [layer.name for layer in upgraded.layers] == ["x", "d"]
    assert [finding.severity for finding in findings] == [Severity.ATTENTION] * 2
    assert "add_metric of total" in findings[1].found


def test_what_stands_behind_gets_what_it_got() -> None:
    layers = [input_layer("x", 3), LOSS, dense("d", 3, 2)]
    calls = [Call("loss", 0, (ref("x"),)), Call("d", 0, (ref("loss"),))]
    upgraded = apply_rule(rule, functional(layers, calls, "x", "d"), SOURCE)[0]
    assert upgraded.graph is not None
    assert upgraded.graph.calls == (Call("d", 0, (ref("x"),)),)


def test_leaves_other_models_alone() -> None:
    check_noop(functional([input_layer("x", 3), dense("d", 3, 2)], [Call("d", 0, (ref("x"),))], "x", "d"), rule)
