from __future__ import annotations

from rekeras.archive import Layer
from rekeras.pairing.groups import Group
from rekeras.pairing.model import Paired, pair_model
from tests.pairing.cases import dense, described, group, sequential

MODEL = sequential("model", Layer("Dropout", "drop", {"rate": 0.5}), dense("a", 3), dense("b", 2))
A = group("a", a__kernel=(4, 3), a__bias=(3,))
B = group("b", b__kernel=(3, 2), b__bias=(2,))
EMPTY = Group("drop", ())


def pair(*groups: Group, model: Layer = MODEL) -> Paired:
    return pair_model(model, described(model, 4), groups)


def origins(paired: Paired) -> dict[str, str]:
    return {
        f"{layer.name}/{name}": tensor.origins[0]
        for layer in paired.model.layers
        for name, tensor in layer.weights.items()
    }


def codes(paired: Paired) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in paired.findings]


def test_pairs_groups_with_layers_by_name_in_any_order() -> None:
    paired = pair(B, EMPTY, A)
    assert origins(paired) == {
        "a/kernel": "a/a/kernel:0",
        "a/bias": "a/a/bias:0",
        "b/kernel": "b/b/kernel:0",
        "b/bias": "b/b/bias:0",
    }
    assert (paired.findings, paired.leftovers) == ((), ())


def test_pairs_by_order_where_names_differ_and_says_so() -> None:
    paired = pair(group("dense_7", dense_7__kernel=(4, 3), dense_7__bias=(3,)), B)
    assert origins(paired)["a/kernel"] == "dense_7/dense_7/kernel:0"
    assert codes(paired) == [("weights_by_order", "")]
    assert "'dense_7' for 'a'" in paired.findings[0].found


def test_does_not_pair_by_order_what_does_not_fit() -> None:
    paired = pair(group("dense_7", dense_7__kernel=(9, 3), dense_7__bias=(3,)), B)
    assert codes(paired) == [("weights_missing", "a"), ("weights_without_layer", "dense_7")]


def test_a_layer_without_weights_is_a_refusal() -> None:
    paired = pair(A)
    assert codes(paired) == [("weights_missing", "b")]
    assert paired.findings[0].expected == "kernel (3, 2), bias (2,)"


def test_all_that_disagree_are_named_at_once() -> None:
    paired = pair(group("a", a__kernel=(5, 3), a__bias=(3,)), group("b", b__kernel=(3, 2)))
    assert codes(paired) == [("weights_disagree", "a"), ("weights_disagree", "b")]


def test_a_group_without_a_layer_is_left_over() -> None:
    paired = pair(A, B, group("c", c__kernel=(1,)))
    assert codes(paired) == [("weights_without_layer", "c")]
    assert [leftover.tensor.origins for leftover in paired.leftovers] == [("c/c/kernel:0",)]


def test_gives_layers_inside_layers_their_weights() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": dense("inner", 2)})
    model = sequential("model", sequential("base", dense("d", 3), wrapper))
    saved = group("base", d__kernel=(4, 3), d__bias=(3,), td__kernel=(3, 2), td__bias=(2,))
    paired = pair_model(model, described(model, 5, 4), [saved])
    base = paired.model.layers[0]
    assert base.layers[0].weights["kernel"].origins == ("base/d/kernel:0",)
    assert base.layers[1].parts["layer"].weights["bias"].origins == ("base/td/bias:0",)
    assert model.layers[0].layers[0].weights == {}
