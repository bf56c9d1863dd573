from __future__ import annotations

from tests.source.migrating import after, line, reasons

IMPORTS = "from keras.layers import LSTM\nfrom keras.models import Sequential\nimport keras\n"


def test_an_input_stands_first_in_the_list() -> None:
    assert line("m = Sequential([LSTM(3, batch_input_shape=(4, 5, 6), stateful=True)])", IMPORTS) == (
        "m = Sequential([keras.Input(batch_shape=(4, 5, 6)), LSTM(3, stateful=True)])"
    )


def test_an_input_is_added_first() -> None:
    code = after(
        f"{IMPORTS}def f(m):\n    # first\n    m.add(LSTM(3, batch_input_shape=shape, stateful=True))  # lstm\n"
    )
    assert code.endswith(
        "    # first\n    m.add(keras.Input(batch_shape=shape))\n    m.add(LSTM(3, stateful=True))  # lstm\n"
    )


def test_a_batch_size_beside_the_shape() -> None:
    code = after(
        f"{IMPORTS}m.add(LSTM(3, input_shape=(5, 6), batch_size=n))\nm.add(LSTM(3, input_shape=s, batch_size=n))"
    )
    assert code.endswith(
        "m.add(keras.Input(batch_shape=(n, 5, 6)))\nm.add(LSTM(3))\n"
        "m.add(keras.Input(batch_shape=(n, *s)))\nm.add(LSTM(3))"
    )


def test_an_unknown_batch_stays_with_the_layer() -> None:
    assert line("m.add(LSTM(3, batch_input_shape=(None, 5, 6)))", IMPORTS) == "m.add(LSTM(3, input_shape=(5, 6)))"


def test_elsewhere_it_is_refused() -> None:
    assert reasons(f"{IMPORTS}x = LSTM(3, batch_input_shape=shape)") == ["layers take no batch_input_shape"]
