from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.rules.batch_input_shape import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_input_layer_calls_it_batch_shape() -> None:
    check_upgraded(
        layer("InputLayer", batch_input_shape=[None, 4], sparse=False),
        layer("InputLayer", sparse=False, batch_shape=[None, 4]),
        rule,
    )


@pytest.mark.parametrize("class_name", ["Dense", "LSTM", "Embedding", "Sequential", "Lambda"])
def test_other_layers_do_not_take_it(class_name: str) -> None:
    check_upgraded(layer(class_name, batch_input_shape=[None, 4]), layer(class_name), rule)


def test_reaches_inner_layers() -> None:
    inner = layer("Dense", "inner", {"kernel": (4, 2)}, units=2)
    before = Layer("TimeDistributed", "td", parts={"layer": inner.with_config({"batch_input_shape": [None, 4]})})
    check_upgraded(before, Layer("TimeDistributed", "td", parts={"layer": inner}), rule)


def test_leaves_keras_3_alone() -> None:
    check_noop(layer("InputLayer", batch_shape=[None, 4]), rule)
