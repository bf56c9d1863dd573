from __future__ import annotations

from tests.source.migrating import method, reasons


def test_losses_and_updates() -> None:
    code = method(
        "    def call(self, x):\n"
        "        self.add_loss(K.sum(x), inputs=x)\n"
        "        self.add_update([K.update(self.v, x)], x)\n"
        "        self.add_update(K.update(self.v, x))\n"
        "        self.add_update([updates])"
    )
    assert code == (
        "    def call(self, x):\n        self.add_loss(ops.sum(x))\n        self.v.assign(x)\n        self.v.assign(x)"
    )


def test_functions_and_metrics_are_refused() -> None:
    code = "self.add_loss(lambda: x)\nself.add_metric(x, name='m')\nmodel.add_loss(loss)"
    assert reasons(f"import keras\n{code}") == [
        "add_loss takes no functions",
        "layers have no add_metric in Keras 3",
        "a functional model of Keras 3 takes no loss of its tensors",
    ]
