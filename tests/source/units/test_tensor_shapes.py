from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("x.get_shape().as_list()", "list(x.shape)"),
        ("x.get_shape()[1]", "x.shape[1]"),
        ("x.shape[-1].value", "x.shape[-1]"),
        ("input_shape[1].value * 2", "input_shape[1] * 2"),
        ("x.shape.ndims", "len(x.shape)"),
        ("tf.TensorShape(shape).as_list()", "list(shape)"),
        ("tf.TensorShape([n, 3])", "(n, 3)"),
        ("tf.TensorShape([None]).dims[0]", "tuple([None]).dims[0]"),
        ("output_shape.as_list()", "list(output_shape)"),
        ("config.as_list()", "config.as_list()"),
        ("cell.value", "cell.value"),
        ("node.rank", "node.rank"),
    ],
)
def test_shapes_are_tuples(before: str, now: str) -> None:
    assert line(before) == now


def test_shapes_that_are_set_are_refused() -> None:
    assert reasons("import tensorflow as tf\nx.set_shape([None, 3])") == ["tensors have no set_shape in Keras 3"]
