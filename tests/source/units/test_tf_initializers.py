from __future__ import annotations

import pytest

from tests.source.migrating import line


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("tf.random_normal_initializer(0., 0.02)", "keras.initializers.RandomNormal(mean=0., stddev=0.02)"),
        ("tf.constant_initializer(3)", "keras.initializers.Constant(value=3)"),
        ("tf.zeros_initializer(dtype=tf.float32)", "keras.initializers.Zeros()"),
        ("f(tf.ones_initializer)", "f(keras.initializers.Ones)"),
        ("tf.initializers.he_normal(3)", "keras.initializers.he_normal(3)"),
        ("tf.initializers.GlorotUniform()", "keras.initializers.GlorotUniform()"),
        ("keras.initializers.normal(0., 0.1)", "keras.initializers.RandomNormal(0., 0.1)"),
    ],
)
def test_initializers(before: str, now: str) -> None:
    assert line(before) == now
