"""Bidirectional and TimeDistributed."""

from __future__ import absolute_import

from models import model

GATED = {"recurrent_activation": "sigmoid"}


@model()
def bidirectional(era):
    x = era.input((5, 4))
    outputs = []
    for merge in ("concat", "sum", "mul", "ave", None):
        wrapped = era.layer("LSTM", 3, return_sequences=merge != "sum", **GATED)
        outputs += era.fan(x, era.layer("Bidirectional", wrapped, merge_mode=merge, name="merge_%s" % merge))
    return era.model(x, outputs)


@model()
def bidirectional_kinds(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("Bidirectional", era.layer("GRU", 3, **GATED), name="gru"),
        era.layer("Bidirectional", era.layer("SimpleRNN", 2, return_sequences=True, use_bias=False), name="simple"),
        era.layer("Bidirectional", era.layer("LSTM", 2, go_backwards=True, **GATED), name="backwards"),
    )
    return era.model(x, outputs)


@model(needs=("RNN",))
def bidirectional_states(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("Bidirectional", era.layer("LSTM", 3, return_state=True, return_sequences=True, **GATED), name="lstm"),
        era.layer("Bidirectional", era.layer("GRU", 2, return_state=True, **GATED), merge_mode="sum", name="gru"),
    )
    return era.model(x, outputs)


@model(needs=("RNN",))
def bidirectional_initial_state(era):
    x = era.input((5, 4))
    states = [era.input((3,)) for _ in range(4)]
    wrapped = era.layer("Bidirectional", era.layer("LSTM", 3, return_sequences=True, **GATED), name="lstm")
    return era.model([x] + states, wrapped(x, initial_state=states))


@model(needs=("Bidirectional.backward_layer",))
def bidirectional_backward_layer(era):
    x = era.input((5, 4))
    back = era.layer("GRU", 2, go_backwards=True, return_sequences=True, activation="relu", **GATED)
    first = era.layer("LSTM", 3, return_sequences=True, **GATED)
    return era.model(x, era.layer("Bidirectional", first, backward_layer=back, name="both")(x))


@model(needs=("RNN",), lacks={"tf-2.0": "the weights of all cells have one name, and it cannot save them"})
def bidirectional_cells(era):
    x = era.input((5, 4))
    cells = [era.layer("LSTMCell", 3, **GATED), era.layer("GRUCell", 2, **GATED)]
    return era.model(x, era.layer("Bidirectional", era.layer("RNN", cells, return_sequences=True), name="cells")(x))


@model()
def bidirectional_masked(era):
    tokens = era.tokens(7, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True)(tokens)
    x = era.layer("Bidirectional", era.layer("LSTM", 3, return_sequences=True, **GATED), merge_mode="sum")(x)
    return era.model(tokens, era.layer("Bidirectional", era.layer("GRU", 2, **GATED), merge_mode="mul")(x))


@model(also=("json",))
def time_distributed(era):
    x = era.input((4, 6, 5, 2))
    convolved = era.layer("TimeDistributed", era.layer("Conv2D", 3, (2, 3), strides=(2, 1)), name="conv")(x)
    normal = era.layer("TimeDistributed", era.layer("BatchNormalization", scale=False), name="normalization")(convolved)
    pooled = era.layer("TimeDistributed", era.layer("GlobalAveragePooling2D"), name="pool")(normal)
    dense = era.layer("TimeDistributed", era.layer("Dense", 5, activation="tanh"), name="dense")(pooled)
    return era.model(x, [convolved, normal, dense])


@model()
def time_distributed_model(era):
    """A whole model, and a Sequential, at every step."""
    inner_input = era.keras.layers.Input(shape=(5,))
    hidden = era.layer("Dense", 4, activation="tanh")(inner_input)
    inner = era.model(inner_input, era.layer("Dense", 3)(hidden))
    chain = era.sequential([era.layer("Dense", 2, input_shape=(3,)), era.layer("Dense", 3, activation="relu")])
    x = era.input((4, 5))
    steps = era.layer("TimeDistributed", inner, name="model")(x)
    return era.model(x, era.layer("TimeDistributed", chain, name="chain")(steps))


@model(lacks={"keras-2.0.8": "a normalization in a model in TimeDistributed does not run here"})
def time_distributed_model_normalized(era):
    inner_input = era.keras.layers.Input(shape=(5,))
    hidden = era.layer("Dense", 4, activation="tanh")(inner_input)
    inner = era.model(inner_input, era.layer("Dense", 3)(era.layer("BatchNormalization")(hidden)), name="inner")
    x = era.input((4, 5))
    return era.model(x, era.layer("TimeDistributed", inner, name="steps")(x))


@model()
def time_distributed_recurrent(era):
    """A recurrent layer at every step of an outer sequence."""
    x = era.input((3, 5, 4))
    inner = era.layer("Bidirectional", era.layer("LSTM", 2, **GATED))
    steps = era.layer("TimeDistributed", inner, name="words")(x)
    return era.model(x, era.layer("GRU", 3, name="sentences", **GATED)(steps))


@model()
def time_distributed_masked(era):
    tokens = era.tokens(6, 8)
    x = era.layer("Embedding", 8, 3, mask_zero=True)(tokens)
    x = era.layer("TimeDistributed", era.layer("Dense", 5))(x)
    return era.model(tokens, era.layer("LSTM", 2, **GATED)(x))
