from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Call, Graph, Layer, Source, TensorRef
from rekeras.records import Severity
from rekeras.rules.merge_masks import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer, sequential, source
from tests.rules.mask_models import embedding, functional

A, B = embedding("a", mask_zero=True), embedding("b", mask_zero=True)
PLAIN = embedding("plain", mask_zero=False)
LSTM = layer("LSTM", "lstm", units=2)
TF_2_4 = source("2.4.0")


def merged(merge: Layer, first: str, second: str, consumer: Layer = LSTM) -> Layer:
    calls = {"a": "tokens", "b": "others", "plain": "others", "merge": [first, second], consumer.name: "merge"}
    return functional([A, B, PLAIN, merge, consumer], calls, consumer.name)


def written(model: Layer, written_by: Source = SOURCE) -> dict[str, Call]:
    """The calls by layer, of a model that the rule writes once and then leaves alone."""
    upgraded, changes, findings = apply_rule(rule, model, written_by)
    assert [change.rule for change in changes] == [rule.name]
    assert {finding.severity for finding in findings} <= {Severity.NOTE}
    check_noop(upgraded, rule, written_by)
    assert upgraded.graph is not None
    classes = {each.name: each.class_name for each in upgraded.layers}
    for call in upgraded.graph.calls:
        assert call.layer in classes
    return {call.layer: call for call in upgraded.graph.calls}


@pytest.mark.parametrize(
    "merge", [layer("Add", "merge"), layer("Average", "merge"), layer("Concatenate", "merge", axis=-1)]
)
def test_gives_the_merged_mask_to_what_uses_it(merge: Layer) -> None:
    calls = written(merged(merge, "a", "plain"))
    assert calls["lstm"].kwargs == {"mask": TensorRef("mask_not_equal")}
    assert calls["mask_not_equal"].args == (TensorRef("tokens"), 0)
    calls = written(merged(merge, "a", "b"))
    assert calls["lstm"].kwargs == {"mask": TensorRef("mask_logical_and")}
    assert calls["mask_logical_and"].args == (TensorRef("mask_not_equal"), TensorRef("mask_not_equal_2"))


def test_the_same_mask_stays_the_same() -> None:
    again = embedding("again", mask_zero=True)
    dropout = layer("Dropout", "dropout", rate=0.1)
    calls = {"a": "tokens", "again": "tokens", "dropout": "again", "merge": ["a", "dropout"], "lstm": "merge"}
    check_noop(functional([A, again, dropout, layer("Add", "merge"), LSTM], calls, "lstm"), rule)


def test_leaves_alone_masks_that_nobody_uses() -> None:
    check_noop(merged(layer("Add", "merge"), "a", "plain", layer("Flatten", "flatten")), rule)
    check_noop(merged(layer("Add", "merge"), "plain", "plain"), rule)
    calls = {"a": "tokens", "flat": "a", "plain": "others", "merge": ["flat", "plain"], "lstm": "merge"}
    check_noop(functional([A, layer("Conv1D", "flat"), PLAIN, layer("Add", "merge"), LSTM], calls, "lstm"), rule)


def test_joins_masks_in_time() -> None:
    calls = written(merged(layer("Concatenate", "merge", axis=1), "a", "b"))
    assert calls["lstm"].kwargs == {"mask": TensorRef("mask_hstack")}
    calls = written(merged(layer("Concatenate", "merge", axis=1), "plain", "b"))
    assert calls["mask_hstack"].args == ([TensorRef("mask_any"), TensorRef("mask_not_equal_2")],)
    assert calls["mask_ones_like"].args == (TensorRef("plain"),)


@pytest.mark.parametrize("class_name", ["Multiply", "Maximum", "Minimum"])
def test_merges_copies_where_masked_values_are_replaced(class_name: str) -> None:
    same = {"a": "tokens", "merge": ["a", "a"], "flatten": "merge"}
    calls = written(functional([A, layer(class_name, "merge"), layer("Flatten", "flatten")], same, "flatten"))
    assert calls["merge"].args == ([TensorRef("mask_copy"), TensorRef("mask_copy")],)
    assert "mask_not_equal" not in calls


@pytest.mark.parametrize(
    ("stopping", "written_by"),
    [("Identity", SOURCE), ("Rescaling", SOURCE), ("Reshape", SOURCE), ("ReLU", source("2.3.0-tf"))],
)
def test_stops_masks_where_they_were_stopped(stopping: str, written_by: Source) -> None:
    calls = {"a": "tokens", "stop": "a", "lstm": "stop"}
    assert written(functional([A, layer(stopping, "stop"), LSTM], calls, "lstm"), written_by)["lstm"].args == (
        TensorRef("mask_copy"),
    )


def test_leaves_relu_alone_where_it_passed_masks_and_refuses_where_that_is_not_known() -> None:
    model = functional([A, layer("ReLU", "stop"), LSTM], {"a": "tokens", "stop": "a", "lstm": "stop"}, "lstm")
    check_noop(model, rule, source("2.2.4"))
    check_noop(model, rule, source("2.6.0"))
    assert "not known" in check_refused(model, rule, "merge_mask", TF_2_4).found


def test_takes_masks_from_attention_that_did_not_use_them() -> None:
    attention = layer("MultiHeadAttention", "attention", num_heads=2, key_dim=2)
    model = functional([A, attention], {"a": "tokens", "attention": "a"}, "attention")
    assert model.graph is not None
    call = Call("attention", 0, (TensorRef("a"),), {"value": TensorRef("a"), "use_causal_mask": False})
    model = replace(model, graph=replace(model.graph, calls=(model.graph.calls[0], call)))
    attended = written(model, source("2.6.0"))["attention"]
    assert (attended.args, attended.kwargs["value"]) == ((TensorRef("mask_copy"),), TensorRef("mask_copy"))
    check_noop(model, rule)


def test_writes_out_inner_models_that_masks_reach() -> None:
    inner = sequential(layer("InputLayer", "start"), layer("Dropout", "dropout"), LSTM, name="encoder")
    calls = {"a": "tokens", "plain": "others", "merge": ["a", "plain"], "encoder": "merge"}
    model = functional([A, PLAIN, layer("Add", "merge"), inner], calls, "encoder")
    after = written(model)
    assert after["dropout"].args == (TensorRef("merge"),)
    assert after["lstm"].kwargs == {"mask": TensorRef("mask_not_equal")}


def test_writes_out_inner_models_that_make_masks_with_names_of_their_own() -> None:
    graph = Graph((Call("plain", 0, (TensorRef("inside"),)),), TensorRef("inside"), TensorRef("plain"))
    table = replace(A, name="plain")
    inner = Layer("Functional", "encoder", layers=(layer("InputLayer", "inside"), table), graph=graph)
    calls = {"encoder": "tokens", "plain": "others", "merge": ["encoder", "plain"], "lstm": "merge"}
    after = written(functional([inner, PLAIN, layer("Add", "merge"), LSTM], calls, "lstm"))
    assert after["merge"].args == ([TensorRef("encoder_plain"), TensorRef("plain")],)
    assert after["mask_not_equal"].args == (TensorRef("tokens"), 0)


def test_writes_sequential_models_as_graphs() -> None:
    model = sequential(layer("InputLayer", "start"), layer("Masking", "mask"), layer("Rescaling", "scale"), LSTM)
    assert written(model)["lstm"].args == (TensorRef("mask_copy"),)
    check_refused(sequential(layer("Masking", "mask"), layer("Rescaling", "scale"), LSTM), rule, "merge_mask")


def test_writes_models_inside_wrappers_by_themselves() -> None:
    inner = merged(layer("Add", "merge"), "a", "plain")
    wrapper = Layer("TimeDistributed", "td", parts={"layer": inner})
    upgraded, changes, findings = apply_rule(rule, sequential(layer("InputLayer", "start"), wrapper), SOURCE)
    assert [change.where for change in changes] == ["td / layer"]
    assert [finding.where for finding in findings] == ["td / layer / lstm"]
    graph = upgraded.layers[1].parts["layer"].graph
    assert graph is not None
    assert {call.layer: call for call in graph.calls}["lstm"].kwargs == {"mask": TensorRef("mask_not_equal")}


def test_refuses_masks_that_reach_into_time_distributed() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": LSTM})
    calls = {"a": "tokens", "td": "a"}
    check_refused(functional([A, wrapper], calls, "td"), rule, "merge_mask")
    dense = Layer("TimeDistributed", "td", parts={"layer": layer("Dense", "dense")})
    check_noop(functional([A, dense, LSTM], {**calls, "lstm": "td"}, "lstm"), rule)


def test_refuses_masks_that_time_distributed_made() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": A})
    calls = {"td": "tokens", "lstm": "td"}
    check_refused(functional([wrapper, LSTM], calls, "lstm"), rule, "merge_mask")


def test_keeps_masks_that_were_given_as_arguments() -> None:
    model = merged(layer("Add", "merge"), "a", "plain")
    assert model.graph is not None
    *calls, last = model.graph.calls
    given = replace(last, kwargs={"mask": TensorRef("state")})
    check_noop(replace(model, graph=replace(model.graph, calls=(*calls, given))), rule)
