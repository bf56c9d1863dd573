"""LSTM, GRU and SimpleRNN in every combination of arguments. `recurrent_activation` is always said,
because its default changed from hard_sigmoid to sigmoid."""

from __future__ import absolute_import

from models import model

GATED = {"recurrent_activation": "sigmoid"}


def time_series(era, batch=None):
    return era.input((5, 4), batch=batch)


@model(also=("keras",))
def lstm(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, name="plain", **GATED),
        era.layer("LSTM", 2, return_sequences=True, dropout=0.2, recurrent_dropout=0.1, name="sequences", **GATED),
        era.layer("LSTM", 4, return_sequences=True, return_state=True, name="states", **GATED),
        era.layer("LSTM", 3, go_backwards=True, return_sequences=True, name="backwards", **GATED),
        era.layer("LSTM", 2, use_bias=False, name="no_bias", **GATED),
    )
    return era.model(x, outputs)


@model()
def lstm_activations(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, activation="relu", unroll=True, name="relu_unrolled", **GATED),
        era.layer("LSTM", 2, activation="softsign", recurrent_activation="tanh", name="softsign_tanh"),
        era.layer("LSTM", 3, implementation=1, unit_forget_bias=False, name="implementation_1", **GATED),
        era.layer("LSTM", 2, implementation=2, recurrent_initializer="glorot_uniform", name="implementation_2", **GATED),
        era.layer("LSTM", 2, implementation=0, name="implementation_0", **GATED),
    )
    return era.model(x, outputs)


@model()
def gru(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("GRU", 3, name="plain", **GATED),
        era.layer("GRU", 2, return_sequences=True, dropout=0.2, name="sequences", **GATED),
        era.layer("GRU", 4, return_sequences=True, return_state=True, name="states", **GATED),
        era.layer("GRU", 3, go_backwards=True, return_sequences=True, name="backwards", **GATED),
        era.layer("GRU", 2, use_bias=False, name="no_bias", **GATED),
    )
    return era.model(x, outputs)


@model(needs=("GRU.reset_after",))
def gru_reset_after(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("GRU", 3, reset_after=True, name="after", **GATED),
        era.layer("GRU", 2, reset_after=False, name="before", **GATED),
        era.layer("GRU", 3, reset_after=True, use_bias=False, return_sequences=True, name="after_no_bias", **GATED),
        era.layer("GRU", 2, reset_after=True, go_backwards=True, name="after_backwards", **GATED),
    )
    return era.model(x, outputs)


@model()
def gru_activations(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("GRU", 3, activation="relu", unroll=True, name="relu_unrolled", **GATED),
        era.layer("GRU", 2, activation="softsign", recurrent_activation="tanh", name="softsign_tanh"),
        era.layer("GRU", 3, implementation=1, name="implementation_1", **GATED),
        era.layer("GRU", 2, implementation=2, name="implementation_2", **GATED),
    )
    return era.model(x, outputs)


@model(also=("yaml",))
def simple_rnn(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("SimpleRNN", 3, name="plain"),
        era.layer("SimpleRNN", 2, return_sequences=True, activation="relu", name="sequences"),
        era.layer("SimpleRNN", 4, return_sequences=True, return_state=True, name="states"),
        era.layer("SimpleRNN", 3, go_backwards=True, use_bias=False, name="backwards_no_bias"),
        era.layer("SimpleRNN", 2, unroll=True, dropout=0.1, recurrent_dropout=0.2, name="unrolled"),
    )
    return era.model(x, outputs)


@model(later=("hard_sigmoid",))
def recurrent_hard_sigmoid(era):
    x = time_series(era)
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, recurrent_activation="hard_sigmoid", name="lstm"),
        era.layer("GRU", 2, recurrent_activation="hard_sigmoid", name="gru"),
    )
    return era.model(x, outputs)


@model()
def recurrent_stateful(era):
    """A fixed batch; recorded from reset states."""
    x = time_series(era, batch=3)
    hidden = era.layer("LSTM", 4, stateful=True, return_sequences=True, name="lstm", **GATED)(x)
    hidden = era.layer("GRU", 3, stateful=True, return_sequences=True, name="gru", **GATED)(hidden)
    return era.model(x, era.layer("SimpleRNN", 2, stateful=True, name="simple")(hidden))


@model()
def recurrent_stacked(era):
    """Sequential, several layers of the same class and shape, auto-generated names."""
    model = era.sequential(
        [
            era.layer("LSTM", 4, return_sequences=True, input_shape=(5, 4), **GATED),
            era.layer("LSTM", 4, return_sequences=True, **GATED),
            era.layer("LSTM", 4, **GATED),
            era.layer("Dense", 4, activation="tanh"),
            era.layer("Dense", 4),
        ]
    )
    era.feed(era.normal((5, 4)))
    return model


@model()
def recurrent_masked(era):
    """A mask with padding on both sides through every kind of recurrent layer."""
    tokens = era.tokens(7, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, return_sequences=True, return_state=True, name="lstm", **GATED),
        era.layer("GRU", 2, name="gru", **GATED),
        era.layer("SimpleRNN", 3, return_sequences=True, go_backwards=True, name="simple_backwards"),
        era.layer("LSTM", 2, unroll=True, go_backwards=True, name="unrolled_backwards", **GATED),
        era.layer("GRU", 2, return_sequences=True, reset_after=True, name="gru_reset_after", **GATED),
    )
    return era.model(tokens, outputs)


NO_ZEROS = {era: "its recurrent layers do not know zero_output_for_mask" for era in
            ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1")}
NO_ZEROS["tf-2.0"] = "it heeds the argument only after loading, so its own file says another thing than its model"


@model(lacks=NO_ZEROS)
def recurrent_zero_output(era):
    """Masked steps give zeros where the era heeds the argument."""
    tokens = era.tokens(7, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    outputs = era.fan(
        x,
        era.layer("GRU", 3, return_sequences=True, zero_output_for_mask=True, name="gru", **GATED),
        era.layer("LSTM", 2, return_sequences=True, zero_output_for_mask=True, name="lstm", **GATED),
        era.layer("SimpleRNN", 4, return_sequences=True, zero_output_for_mask=True, name="simple"),
    )
    return era.model(tokens, outputs)


@model(also=("json",))
def seq2seq(era):
    """The classic translation model: the encoder's states start the decoder."""
    source, target = era.input((5, 4)), era.input((3, 6))
    _, h, c = era.layer("LSTM", 7, return_state=True, name="encoder", **GATED)(source)
    decoder = era.layer("LSTM", 7, return_sequences=True, return_state=True, name="decoder", **GATED)
    decoded = decoder(target, initial_state=[h, c])
    return era.model([source, target], [era.layer("Dense", 2, activation="softmax")(decoded[0]), decoded[2]])


@model()
def initial_state_gru(era):
    """One state, given as a keyword and as an Input of its own."""
    x, state = era.input((5, 4)), era.input((3,))
    first = era.layer("GRU", 3, return_sequences=True, name="keyword", **GATED)(x, initial_state=state)
    second = era.layer("SimpleRNN", 3, name="derived")(x, initial_state=era.layer("Dense", 3, name="start")(state))
    return era.model([x, state], [first, second])


@model(needs=("RNN",))
def initial_state_list(era):
    """States given in a list with the sequence."""
    x, h, c = era.input((5, 4)), era.input((3,)), era.input((3,))
    first = era.layer("LSTM", 3, name="lstm", **GATED)([x, h, c])
    second = era.layer("GRU", 3, return_sequences=True, name="gru", **GATED)([x, h])
    return era.model([x, h, c], [first, second])


@model(needs=("LSTM.time_major",), later=("time_major",))
def recurrent_time_major(era):
    x = era.input((3, 4), batch=5, data=era.normal((3, 4), batch=5))
    return era.model(x, era.layer("LSTM", 2, time_major=True, return_sequences=True, name="lstm", **GATED)(x))
