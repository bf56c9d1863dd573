from __future__ import annotations

import h5py

from rekeras.archive import Layer
from rekeras.fitting.causes.cudnn import look
from tests import zoo
from tests.fitting.causes.sides import beside

CUDNN = zoo.unpacked("tf-2.0") / "cudnn.h5"


def shapes(name: str) -> dict[str, tuple[int, ...]]:
    """What a genuine file holds for a layer of cuDNN."""
    with h5py.File(CUDNN) as file:
        found = file["model_weights"][name][name]
        return {key.partition(":")[0]: tuple(found[key].shape) for key in found}


def test_tells_cudnn_from_an_lstm_that_computes_something_else() -> None:
    lstm = Layer("LSTM", "lstm", {"units": 3, "activation": "relu", "use_bias": True})
    (one,) = look(beside(lstm, (5, 4), **shapes("lstm")))
    assert one.found.startswith("the weights are of CuDNNLSTM")
    assert one.advice == "Build it with LSTM(..., activation='tanh', recurrent_activation='sigmoid')."


def test_tells_cudnn_from_a_gru_without_two_biases() -> None:
    gru = Layer("GRU", "gru", {"units": 2, "activation": "tanh", "use_bias": True, "reset_after": False})
    (one,) = look(beside(gru, (5, 3), **shapes("gru")))
    assert one.advice.endswith("reset_after=True).")


def test_says_nothing_of_other_biases() -> None:
    lstm = Layer("LSTM", "lstm", {"units": 5, "activation": "relu", "use_bias": True})
    assert not list(look(beside(lstm, (5, 4), **shapes("lstm"))))
