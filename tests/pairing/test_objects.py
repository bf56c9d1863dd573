from __future__ import annotations

from rekeras.archive import Layer
from rekeras.containers.object_graph import ObjectGraph, TrackedObject
from rekeras.pairing.objects import has_layers, locate
from tests.archives import dense, input_layer, sequential


def graph(*children: dict[str, int]) -> ObjectGraph:
    return ObjectGraph(tuple(TrackedObject(each, {}) for each in children))


FIRST, SECOND = dense("first", 3, 4), dense("second", 4, 2)
TWO = graph({"layer-0": 1, "layer-1": 2, "layer_with_weights-0": 1}, {"kernel": 3}, {"kernel": 3}, {})


def test_layers_are_taken_in_order_where_no_names_stand() -> None:
    located = locate(sequential(FIRST, SECOND), TWO, {})
    assert located.numbers == {(): 0, ("first",): 1, ("second",): 2}
    assert located.findings == ()


def test_names_decide_where_they_stand() -> None:
    located = locate(sequential(FIRST, SECOND), TWO, {1: "second", 2: "first"})
    assert located.numbers == {(): 0, ("first",): 2, ("second",): 1}


def test_ten_layers_are_ordered_by_number() -> None:
    names = [f"dense_{index}" for index in range(12)]
    root = {f"layer-{index}": 1 + index for index in reversed(range(12))}
    located = locate(sequential(*(dense(name, 2, 2) for name in names)), graph(root, *({} for _name in names)), {})
    assert [located.numbers[name,] for name in names] == list(range(1, 13))


def test_a_sequential_does_not_count_its_input() -> None:
    assert locate(sequential(input_layer("x", 3), FIRST, SECOND), TWO, {}).numbers["first",] == 1


def test_tensorflow_2_0_counts_an_input_that_it_does_not_write() -> None:
    three = graph({"layer-0": 3, "layer-1": 1, "layer-2": 2}, {"kernel": 3}, {"kernel": 3}, {})
    assert locate(sequential(FIRST, SECOND), three, {}).numbers["first",] == 1


def test_another_number_of_layers_is_refused() -> None:
    located = locate(sequential(FIRST), TWO, {})
    assert located.numbers == {(): 0}
    assert [(one.code, one.found) for one in located.findings] == [
        ("weights_disagree", "the checkpoint is of a model with 2 layers")
    ]


def test_parts_stand_below_attributes() -> None:
    cell = Layer(
        "StackedRNNCells", "cells", parts={"cells.0": Layer("LSTMCell", "a"), "cells.1": Layer("GRUCell", "b")}
    )
    rnn = Layer("RNN", "rnn", parts={"cell": cell})
    objects = graph({"cell": 1}, {"cells": 2}, {"0": 3, "1": 4}, {}, {})
    assert locate(rnn, objects, {}).numbers == {(): 0, ("cell",): 1, ("cell", "cells.0"): 3, ("cell", "cells.1"): 4}


def test_a_model_may_stand_below_the_first_object() -> None:
    objects = graph({"model": 1, "optimizer": 3}, {"layer-0": 2}, {}, {})
    assert [has_layers(objects, number) for number in range(4)] == [False, True, False, False]
    assert locate(sequential(FIRST), objects, {}, 1).numbers == {(): 1, ("first",): 2}
