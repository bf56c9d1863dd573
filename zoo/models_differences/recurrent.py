"""Recurrent layers with the arguments that Keras 3 lost, or takes in another way."""

from __future__ import absolute_import

from models import model

GATED = {"recurrent_activation": "sigmoid"}
OLD = {"recurrent_activation": "hard_sigmoid"}


@model(needs=("LSTM.time_major",))
def time_major(era):
    """Sequences with the time before the batch, and outputs of every form."""
    x = era.input((3, 4), batch=5)
    last = era.layer("GRU", 2, time_major=True, name="last", **GATED)(x)
    states = era.layer("LSTM", 2, time_major=True, return_sequences=True, return_state=True, name="states", **GATED)(x)
    backwards = era.layer("SimpleRNN", 3, time_major=True, go_backwards=True, return_sequences=True, name="back")(x)
    cells = [era.layer("LSTMCell", 2, **GATED), era.layer("GRUCell", 3, reset_after=False, **GATED)]
    stacked = era.layer("RNN", cells, time_major=True, name="stacked")(x)
    both = era.layer("Bidirectional", era.layer("LSTM", 2, time_major=True, return_sequences=True, **GATED), name="both")(x)
    apart = era.layer("Bidirectional", era.layer("GRU", 2, time_major=True, **GATED), merge_mode=None, name="apart")(x)
    return era.model(x, [last] + list(states) + [backwards, stacked, both] + list(apart))


@model(needs=("LSTM.time_major",))
def time_major_sequential(era):
    era.feed(era.normal((3, 4), 5))
    return era.sequential(
        [
            era.keras.layers.InputLayer(batch_input_shape=(5, 3, 4), name="start"),
            era.layer("LSTM", 2, time_major=True, return_sequences=True, name="first", **OLD),
            era.layer("GRU", 3, time_major=True, name="second", **GATED),
        ]
    )


@model()
def hard_sigmoid_candidates(era):
    """The old hard_sigmoid where a recurrent layer makes its state of it."""
    x = era.input((5, 4))
    outputs = [era.layer("SimpleRNN", 3, activation="hard_sigmoid", name="simple")(x)]
    resets = (False, True) if era.has("GRU.reset_after") else (None,)
    for reset in resets:
        more = {} if reset is None else {"reset_after": reset}
        for name, gates in (("both", OLD), ("candidate", GATED)):
            name = "%s_%s" % (name, reset)
            outputs.append(era.layer("GRU", 3, activation="hard_sigmoid", name=name, **dict(gates, **more))(x))
    return era.model(x, outputs)
