from __future__ import annotations

from rekeras.archive import TensorRef
from rekeras.rules.merge_masks_dropped import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source
from tests.rules.mask_models import embedding, functional

LAYERS = [embedding("a", mask_zero=True), embedding("b", mask_zero=True), layer("Add", "merge"), layer("LSTM", "lstm")]
MERGED = functional(LAYERS, {"a": "tokens", "b": "others", "merge": ["a", "b"], "lstm": "merge"}, "lstm")


def test_takes_the_mask_away_that_was_not_there() -> None:
    upgraded, changes, _findings = apply_rule(rule, MERGED, source("3.2.1"))
    assert [change.rule for change in changes] == ["merge_masks_dropped"]
    assert upgraded.graph is not None
    calls = {call.layer: call for call in upgraded.graph.calls}
    assert calls["mask_copy"].args == (TensorRef("merge"),)
    assert calls["lstm"].args == (TensorRef("mask_copy"),)
    check_noop(upgraded, rule, source("3.2.1"))


def test_leaves_alone_what_others_wrote() -> None:
    check_noop(MERGED, rule, source("2.15.0"))
    check_noop(MERGED, rule, source("3.4.0"))
    stopped = [LAYERS[0], layer("Rescaling", "scale"), LAYERS[3]]
    check_noop(functional(stopped, {"a": "tokens", "scale": "a", "lstm": "scale"}, "lstm"), rule, source("3.2.1"))
