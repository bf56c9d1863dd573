from __future__ import annotations

from tests.source.migrating import reasons

CLASS = "import keras\nclass L({base}):\n    def __init__(self):\n        self.dtype = 'x'\n        self.size = 3\n"


def test_layers_only() -> None:
    reason = "layers of Keras 3 have an attribute dtype that cannot be set"
    assert reasons(CLASS.format(base="keras.layers.Layer")) == [reason]
    assert reasons(CLASS.format(base="object")) == []
