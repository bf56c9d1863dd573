from __future__ import annotations

from tests.source.migrating import reasons


def test_optimizers_and_recurrent() -> None:
    assert reasons("from keras import optimizers\nclass O(optimizers.Optimizer):\n    pass") == [
        "optimizers of Keras 3 have other methods than those before"
    ]
    assert "Recurrent is gone" in reasons("from keras.layers.recurrent import Recurrent\nclass R(Recurrent):\n    pass")


def test_layers_stay() -> None:
    assert reasons("from keras.layers import Layer\nclass L(Layer):\n    pass") == []
