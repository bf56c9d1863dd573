from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("keras.models.Model(input=a, output=b)", "keras.models.Model(inputs=a, outputs=b)"),
        ("keras.Input(batch_input_shape=(2, 3))", "keras.Input(batch_shape=(2, 3))"),
        ("m.save('a.h5', save_format='h5')", "m.save('a.h5')"),
        ("m.save('a.h5')", "m.save('a.h5')"),
        ("figure.save(path)", "figure.save(path)"),
        ("m.save_weights('a.weights.h5')", "m.save_weights('a.weights.h5')"),
    ],
)
def test_models(before: str, now: str) -> None:
    assert line(before) == now


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("m.save(path, save_format='tf')", "save takes no save_format in Keras 3, which looks at the name"),
        ("m.save_weights(folder + '/a.h5')", "save_weights wants a name that ends in .weights.h5"),
        ("m.reset_states()", "models of Keras 3 have no reset_states"),
        ("m.load_weights('a.ckpt')", "load_weights reads no checkpoints of TensorFlow"),
        ("keras.Input(type_spec=t)", "Input takes no type_spec in Keras 3"),
    ],
)
def test_what_is_gone(code: str, reason: str) -> None:
    assert reasons(f"from tensorflow import keras\n{code}") == [reason]
