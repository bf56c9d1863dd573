from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.layer_names import rule
from tests.rule_cases import check_noop, check_upgraded, layer

X = TensorRef("x")


def test_renames_in_layers_calls_and_outputs() -> None:
    def model(name: str, first: str, second: str) -> Layer:
        calls = (
            Call(first, 0, (X,)),
            Call(second, 0, ([TensorRef(first), X],), {"mask": TensorRef(first)}),
        )
        layers = (layer("InputLayer", "x"), Layer("Dense", first), Layer("Add", second))
        return Layer("Functional", name, layers=layers, graph=Graph(calls, X, {"out": TensorRef(second)}))

    check_upgraded(model("my/model", "conv1/conv", "add/b"), model("my_model", "conv1_conv", "add_b"), rule)


def test_new_names_are_free() -> None:
    before = Layer("Sequential", "s", layers=(Layer("Dense", "a/b"), Layer("Dense", "a_b"), Layer("Dense", "a//b")))
    names = ("a_b_1", "a_b", "a__b")
    check_upgraded(before, replace(before, layers=tuple(Layer("Dense", name) for name in names)), rule)


def test_dots_are_for_other_backends_than_torch() -> None:
    before = Layer("Sequential", "s", layers=(Layer("Dense", "block.1"),))
    check_upgraded(before, replace(before, layers=(Layer("Dense", "block_1"),)), rule)


def test_inner_layers_of_wrappers() -> None:
    before = Layer("TimeDistributed", "td", parts={"layer": layer("Dense", "in/ner", {"kernel": (4, 2)})})
    inner = replace(before.parts["layer"], name="in_ner")
    check_upgraded(before, replace(before, parts={"layer": inner}), rule)


def test_leaves_other_names_alone() -> None:
    check_noop(Layer("Sequential", "s", layers=(Layer("Dense", "a_b"), Layer("Dense", "a-b c"))), rule)
