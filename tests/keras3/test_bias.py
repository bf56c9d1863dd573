from __future__ import annotations

from rekeras.keras3.bias import is_mistaken


def test_which_biases_tensorflow_puts_elsewhere() -> None:
    assert is_mistaken((5, 1), (None, 5, 5))
    assert is_mistaken((5, 1), (None, 5, 7, 5))
    assert is_mistaken((5,), (None, 5, 1))
    assert not is_mistaken((5, 1), (None, 5, 6))
    assert not is_mistaken((5,), (None, 5, 5))
    assert not is_mistaken((1, 1), (None, 5, 5))
