from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("ReduceLROnPlateau(epsilon=0.1)", "ReduceLROnPlateau(min_delta=0.1)"),
        ("TensorBoard('logs', batch_size=3)", "TensorBoard('logs')"),
        ("ModelCheckpoint('a.keras', period=1)", "ModelCheckpoint('a.keras')"),
        ("EarlyStopping(patience=3)", "EarlyStopping(patience=3)"),
    ],
)
def test_arguments(before: str, now: str) -> None:
    assert line(f"keras.callbacks.{before}") == f"keras.callbacks.{now}"


def test_period_is_refused() -> None:
    code = "from tensorflow import keras\nkeras.callbacks.ModelCheckpoint('a.keras', period=5)"
    assert reasons(code) == ["ModelCheckpoint takes no period in Keras 3"]
