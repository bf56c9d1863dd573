"""Recurrent layers: one matrix a gate, or all gates in one (`consume_less="gpu"`)."""

from __future__ import absolute_import

from models_keras1 import both_orderings, image, model

GATED = {"inner_activation": "sigmoid"}


@model()
def lstm(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, name="cpu", **GATED),
        era.layer("LSTM", 2, return_sequences=True, consume_less="gpu", dropout_W=0.2, name="gpu", **GATED),
        era.layer("LSTM", 3, go_backwards=True, return_sequences=True, consume_less="mem", name="mem_backwards",
                  **GATED),
    )
    return era.model(x, outputs)


@model(also=("json",))
def gru(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("GRU", 3, name="cpu", **GATED),
        era.layer("GRU", 2, return_sequences=True, consume_less="gpu", dropout_U=0.2, name="gpu", **GATED),
        era.layer("GRU", 3, go_backwards=True, return_sequences=True, consume_less="mem", name="mem_backwards",
                  **GATED),
    )
    return era.model(x, outputs)


@model()
def simple_rnn(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("SimpleRNN", 3, name="plain"),
        era.layer("SimpleRNN", 2, return_sequences=True, activation="relu", unroll=True, name="unrolled"),
        era.layer("SimpleRNN", 3, go_backwards=True, name="backwards"),
    )
    return era.model(x, outputs)


@model(later=("hard_sigmoid",))
def recurrent_defaults(era):
    """The default inner activation is hard_sigmoid."""
    x = era.input((5, 4))
    return era.model(x, era.fan(x, era.layer("LSTM", 3, name="lstm"), era.layer("GRU", 2, name="gru")))


@model()
def recurrent_stateful(era):
    x = era.input((5, 4), batch=3)
    hidden = era.layer("LSTM", 4, stateful=True, return_sequences=True, name="lstm", **GATED)(x)
    return era.model(x, era.layer("GRU", 3, stateful=True, name="gru", **GATED)(hidden))


@model(later=("hard_sigmoid",))
def text_classifier(era):
    """The classic: Embedding, LSTM, Dense, in Sequential."""
    era.feed(era.token_rows(7, 9))
    return era.sequential(
        [
            era.layer("Embedding", 9, 4, input_length=7, mask_zero=True, dropout=0.2),
            era.layer("LSTM", 5, return_sequences=True, dropout_W=0.1, dropout_U=0.2),
            era.layer("LSTM", 3),
            era.layer("Dense", 1, activation="sigmoid"),
        ]
    )


@model()
def recurrent_masked(era):
    tokens = era.tokens(7, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    outputs = era.fan(
        x,
        era.layer("LSTM", 3, return_sequences=True, name="lstm", **GATED),
        era.layer("GRU", 2, name="gru", **GATED),
        era.layer("SimpleRNN", 3, return_sequences=True, go_backwards=True, name="simple_backwards"),
    )
    return era.model(tokens, outputs)


@model()
def masking(era):
    data = era.normal((5, 4))
    data[0, :2] = 0
    data[1, 3:] = 0
    x = era.input((5, 4), data=data)
    hidden = era.layer("Masking", 0.0, name="masking")(x)
    return era.model(x, [hidden, era.layer("GRU", 3, name="gru", **GATED)(hidden)])


@model()
def embedding(era):
    tokens = era.tokens(5, 9)
    outputs = era.fan(
        tokens,
        era.layer("Embedding", 9, 4, name="plain"),
        era.layer("Embedding", 11, 3, dropout=0.3, W_constraint="unitnorm", name="dropped"),
    )
    return era.model(tokens, outputs)


@model()
def bidirectional(era):
    x = era.input((5, 4))
    outputs = [
        era.layer("Bidirectional", era.layer("LSTM", 3, return_sequences=True, name="inner_1", **GATED),
                  merge_mode="concat", name="concat")(x),
        era.layer("Bidirectional", era.layer("GRU", 2, consume_less="gpu", name="inner_2", **GATED), merge_mode="sum",
                  name="sum")(x),
    ]
    return era.model(x, outputs)


@model()
def bidirectional_masked(era):
    era.feed(era.token_rows(6, 8))
    layer = era.layer("Bidirectional", era.layer("LSTM", 3, return_sequences=True, **GATED), merge_mode="ave")
    return era.sequential(
        [
            era.layer("Embedding", 8, 4, input_length=6, mask_zero=True),
            layer,
            era.layer("TimeDistributed", era.layer("Dense", 2, activation="softmax")),
        ]
    )


@both_orderings()
def conv_lstm(era, ordering):
    x = era.input((3,) + image(ordering, 2, 3, 4))
    layer = era.layer("ConvLSTM2D", 2, 3, 3, border_mode="same", dim_ordering=ordering, return_sequences=True,
                      name="conv_lstm", **GATED)
    return era.model(x, layer(x))


@both_orderings()
def conv_lstm_valid(era, ordering):
    x = era.input((3,) + image(ordering, 2, 3, 4))
    layer = era.layer("ConvLSTM2D", 2, 2, 3, border_mode="valid", dim_ordering=ordering, go_backwards=True,
                      name="conv_lstm", **GATED)
    return era.model(x, layer(x))


@both_orderings()
def time_distributed(era, ordering):
    x = era.input((3,) + image(ordering, 2, 3, 4))
    conv = era.layer("Convolution2D", 3, 2, 3, dim_ordering=ordering, name="inner")
    hidden = era.layer("TimeDistributed", conv, name="each")(x)
    return era.model(x, era.layer("TimeDistributed", era.layer("Flatten"), name="flat")(hidden))
