from __future__ import annotations

from tests.source.migrating import line


def test_reductions_are_strings() -> None:
    assert line("keras.losses.MeanSquaredError(keras.losses.Reduction.NONE)") == 'keras.losses.MeanSquaredError("none")'
    assert line("x = tf.keras.losses.Reduction.AUTO") == 'x = "sum_over_batch_size"'
    assert line("x = other.Reduction.NONE") == "x = other.Reduction.NONE"
