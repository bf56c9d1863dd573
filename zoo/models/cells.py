"""RNN with cells: one, a list, StackedRNNCells."""

from __future__ import absolute_import

from models import model

SAME_NAMES = {"tf-2.0": "the weights of all cells have one name, and it cannot save them"}
GATED = {"recurrent_activation": "sigmoid"}


@model(needs=("RNN",), also=("json",))
def rnn_cells(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("RNN", era.layer("LSTMCell", 3, **GATED), return_sequences=True, return_state=True, name="lstm"),
        era.layer("RNN", era.layer("GRUCell", 2, reset_after=True, **GATED), name="gru_after"),
        era.layer("RNN", era.layer("GRUCell", 3, reset_after=False, **GATED), name="gru_before"),
        era.layer("RNN", era.layer("SimpleRNNCell", 2, use_bias=False), go_backwards=True, name="simple"),
    )
    return era.model(x, outputs)


@model(needs=("StackedRNNCells",), lacks=SAME_NAMES)
def rnn_cell_list(era):
    x = era.input((5, 4))
    cells = [era.layer("LSTMCell", 3, **GATED), era.layer("LSTMCell", 3, **GATED)]
    return era.model(x, era.layer("RNN", cells, return_sequences=True, name="rnn")(x))


@model(needs=("StackedRNNCells",), lacks=SAME_NAMES)
def rnn_stacked_cells(era):
    """Cells of different classes; the states of all of them are outputs."""
    x = era.input((5, 4))
    cells = [era.layer("GRUCell", 2, **GATED), era.layer("LSTMCell", 3, **GATED), era.layer("SimpleRNNCell", 5)]
    stacked = era.layer("StackedRNNCells", cells)
    return era.model(x, era.fan(x, era.layer("RNN", stacked, return_state=True, name="rnn")))


@model(needs=("StackedRNNCells",), lacks=SAME_NAMES)
def rnn_cells_masked(era):
    tokens = era.tokens(6, 8)
    x = era.layer("Embedding", 8, 4, mask_zero=True)(tokens)
    cells = [era.layer("LSTMCell", 3, **GATED), era.layer("GRUCell", 3, **GATED)]
    return era.model(tokens, era.layer("RNN", cells, return_sequences=True, name="rnn")(x))


@model(needs=("RNN",))
def rnn_initial_state(era):
    x, h, c = era.input((5, 4)), era.input((3,)), era.input((3,))
    rnn = era.layer("RNN", era.layer("LSTMCell", 3, **GATED), return_sequences=True, name="rnn")
    return era.model([x, h, c], rnn(x, initial_state=[h, c]))
