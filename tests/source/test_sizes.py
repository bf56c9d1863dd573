"""Shapes that are put together as tensors become tuples; tensors stay tensors."""

from __future__ import annotations

import pytest

from tests.source.migrating import after

IMPORTS = "import tensorflow as tf\nfrom tensorflow.keras import backend as K\n"


def body(*lines: str) -> str:
    """The last line of a migrated function."""
    code = IMPORTS + "def f(x, y, n):\n" + "".join(f"    {line}\n" for line in lines)
    return after(code).rstrip().rpartition("\n")[2].strip()


@pytest.mark.parametrize(
    ("lines", "now"),
    [
        (["s = tf.shape(x)", "z = tf.concat([s[:-1], [n, 4]], axis=0)"], "z = (*s[:-1], n, 4)"),
        (["z = K.concatenate([K.shape(x)[:1], K.int_shape(x)[2:]])"], "z = (*ops.shape(x)[:1], *x.shape[2:])"),
        (["z = tf.stack([tf.shape(x)[0], n, -1])"], "z = (ops.shape(x)[0], n, -1)"),
        (["b, c = tf.unstack(tf.shape(x))", "z = tf.stack([b, n])"], "z = (b, n)"),
        (["b = x.get_shape().as_list()[0]", "z = tf.stack([b])"], "z = (b,)"),
        (["z = tf.concat([[1], tf.shape(x)], 0)"], "z = (1, *ops.shape(x))"),
    ],
)
def test_shapes_become_tuples(lines: list[str], now: str) -> None:
    assert body(*lines) == now


@pytest.mark.parametrize(
    ("lines", "now"),
    [
        (["z = tf.concat([x, y], axis=0)"], "z = ops.concatenate([x, y], axis=0)"),
        (["z = tf.stack([x, n])"], "z = ops.stack([x, n])"),
        (["z = tf.concat([tf.shape(x), y], 0)"], "z = ops.concatenate([ops.shape(x), y], axis=0)"),
        (["s = tf.shape(x)", "s = y", "z = tf.concat([s, [1]], 0)"], "z = ops.concatenate([s, [1]], axis=0)"),
        (["z = tf.stack([tf.shape(x), tf.shape(y)])"], "z = ops.stack([ops.shape(x), ops.shape(y)])"),
        (["z = tf.concat([tf.shape(x), [1]], axis=n)"], "z = ops.concatenate([ops.shape(x), [1]], axis=n)"),
    ],
)
def test_what_may_be_tensors_stays(lines: list[str], now: str) -> None:
    assert body(*lines) == now
