from __future__ import annotations

from tests.source.migrating import after, method, reasons


def test_call_takes_training() -> None:
    code = method("    def call(self, x):\n        return K.in_train_phase(x * 2, x)")
    assert code == "    def call(self, x, training=None):\n        return x * 2 if training else x"


def test_functions_are_called() -> None:
    code = method(
        "    def call(self, x, training=None):\n"
        "        def noisy():\n            return x + 1\n"
        "        return -K.in_train_phase(noisy, lambda: x, training=training)"
    )
    assert code.endswith("return -(noisy() if training else x)")


def test_a_test_phase_is_the_other_way_round() -> None:
    code = method("    def call(self, x, training=None):\n        return K.in_test_phase(x, 2 * x)")
    assert code.endswith("return 2 * x if training else x")


def test_phase_inside_a_layer() -> None:
    code = method(
        "    def call(self, x, mask=None):\n        if K.learning_phase():\n            x = 2 * x\n        return x"
    )
    assert code.startswith("    def call(self, x, mask=None, training=None):\n        if training:")


def test_phase_set_for_all_goes() -> None:
    assert after("from keras import backend as K\nK.set_learning_phase(0)\nx = 1\n") == "x = 1\n"


def test_phase_in_a_plain_function_is_refused() -> None:
    assert reasons("from keras import backend as K\ndef f(x):\n    return K.in_train_phase(x, 2 * x)") == [
        "there is no learning phase, and this function has no argument `training`"
    ]
