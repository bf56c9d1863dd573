from __future__ import annotations

from tests.source.migrating import after

CODE = """
from keras.layers import RNN, Bidirectional, Layer
class Cell(Layer):
    pass
class Other(Layer):
    pass
Bidirectional(RNN(Cell(3)))
RNN(Other(3))
"""


def test_classes_inside_bidirectional_are_registered() -> None:
    code = after(CODE)
    assert "@keras.saving.register_keras_serializable()\nclass Cell(Layer)" in code
    assert "pass\nclass Other(Layer)" in code
