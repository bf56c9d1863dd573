from __future__ import annotations

from tests.source.migrating import method, reasons

REASON = "Keras 3 follows a layer's attributes itself, and lets nobody set this list"


def test_lists_of_attributes_go() -> None:
    code = method(
        "    def build(self, shape):\n"
        "        self.w = 1\n"
        "        self.trainable_weights = [self.w, self.b]\n"
        "        self._trainable_weights.append(self.c)\n"
        "        self._trainable_weights.extend(self.inner.trainable_weights)\n"
        "        self._trainable_weights = self.a._trainable_weights + list(self.b.weights)"
    )
    assert code == "    def build(self, shape):\n        self.w = 1"


def test_other_lists_stay() -> None:
    assert method("    def f(self):\n        self.names.append(self.w)").endswith("self.names.append(self.w)")


def test_lists_of_anything_else_are_refused() -> None:
    assert reasons("import keras\nself.trainable_weights = [w]\nself._trainable_weights.append(w)") == [REASON, REASON]
