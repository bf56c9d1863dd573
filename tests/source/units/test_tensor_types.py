from __future__ import annotations

import pytest

from rekeras.source.migrate import migrate
from tests.source.migrating import reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("def f(x: tf.Tensor) -> tf.Tensor: pass", "def f(x: keras.KerasTensor) -> keras.KerasTensor: pass"),
        ("def f(x: Optional[tf.Tensor] = None): pass", "def f(x: Optional[keras.KerasTensor] = None): pass"),
        ("def f(d: tf.dtypes.DType = tf.float32): pass", 'def f(d: str = "float32"): pass'),
        ("shape: tf.TensorShape", "shape: tuple"),
    ],
)
def test_annotations_name_what_keras_has(before: str, now: str) -> None:
    assert migrate(f"import tensorflow as tf\n{before}\n", "a.py").after.splitlines()[-1] == now


def test_asking_for_the_type_of_a_tensor_is_refused() -> None:
    assert reasons("import tensorflow as tf\nisinstance(x, tf.Tensor)\nisinstance(x, tf.TensorShape)") == [
        "each backend has its own type of tensor",
        "shapes are tuples in Keras 3",
    ]
