from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("LeakyReLU(alpha=0.2)", "LeakyReLU(negative_slope=0.2)"),
        ("LSTM(3, input_dim=5, input_length=7)", "LSTM(3, input_shape=(7, 5))"),
        ("GRU(3, input_dim=5)", "GRU(3, input_shape=(None, 5))"),
        ("LSTM(3, batch_input_shape=(None, 7, 5))", "LSTM(3, input_shape=(7, 5))"),
        ("Dense(3, batch_input_shape=(None, 5))", "Dense(3, input_shape=(5,))"),
        ("LSTM(3, time_major=False, implementation=2)", "LSTM(3)"),
        ("CuDNNLSTM(3, return_sequences=True)", "LSTM(3, return_sequences=True)"),
        ("BatchNormalization(fused=True, axis=1)", "BatchNormalization(axis=1)"),
        ("experimental.SyncBatchNormalization(axis=1)", "BatchNormalization(axis=1, synchronized=True)"),
        ("experimental.preprocessing.Rescaling(0.5)", "Rescaling(0.5)"),
        ("Embedding(9, 3, input_length=5)", "Embedding(9, 3)"),
        ("InputLayer(input_shape=(3,))", "InputLayer(shape=(3,))"),
        ("Dense(3, input_shape=(5,), name='a')", "Dense(3, input_shape=(5,), name='a')"),
    ],
)
def test_arguments(before: str, now: str) -> None:
    assert line(f"keras.layers.{before}") == f"keras.layers.{now}"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("LSTM(3, batch_input_shape=(4, 7, 5))", "layers take no batch_input_shape"),
        ("LSTM(3, time_major=True)", "LSTM takes no time_major in Keras 3"),
        ("Dense(3, weights=[w])", "Dense takes no weights in Keras 3"),
        ("BatchNormalization(adjustment=f)", "BatchNormalization takes no adjustment in Keras 3"),
        ("LocallyConnected1D(3, 2)", "Keras 3 has no keras.layers.LocallyConnected1D"),
    ],
)
def test_what_is_gone(code: str, reason: str) -> None:
    assert reasons(f"from tensorflow import keras\nkeras.layers.{code}") == [reason]
