"""Layers that Keras itself had on the side, or had in forms that Keras 3 does not take."""

from __future__ import absolute_import

from models_ecosystem import model

GATED = {"recurrent_activation": "sigmoid"}


@model(needs=("keras/LayerScale",))
def applications_of_conv_next(era):
    x = era.input((4, 5, 3))
    scaled = era.layer("keras/LayerScale", 0.3, 3, name="scale")(x)
    return era.model(x, era.layer("keras/StochasticDepth", 0.4, name="depth")(scaled))


@model(needs=("StackedRNNCells",))
def stacked_cells_both_ways(era):
    x = era.input((5, 3))
    both = era.layer("RNN", [era.layer("LSTMCell", 2, **GATED), era.layer("SimpleRNNCell", 3)], return_sequences=True)
    return era.model(x, era.layer("Bidirectional", both, name="both")(x))


@model(needs=("StackedRNNCells",), lacks={"keras-2.2.4": "its own code raises UnboundLocalError"})
def stacked_cells_nested(era):
    x = era.input((5, 3))
    nested = era.layer("StackedRNNCells", [era.layer("SimpleRNNCell", 4), era.layer("LSTMCell", 3, **GATED)])
    return era.model(x, era.layer("RNN", [era.layer("GRUCell", 2, **GATED), nested], name="nested")(x))


@model(needs=("StackedRNNCells.reverse_state_order", "Masking"))
def stacked_cells_reversed(era):
    x = era.input((5, 3))
    cells = [era.layer("LSTMCell", 2, **GATED), era.layer("SimpleRNNCell", 4)]
    stacked = era.layer("StackedRNNCells", cells, reverse_state_order=True)
    return era.model(x, era.layer("RNN", stacked, name="reversed")(x))


@model(needs=("BatchNormalization.fused",))
def batch_normalization_axes(era):
    x = era.input((4, 5, 3))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("BatchNormalization", axis=[1, 3], name="first_and_last"),
            era.layer("BatchNormalization", axis=[1, 2], epsilon=0.1, center=False, name="first"),
            era.layer("BatchNormalization", axis=[1, 2, 3], scale=False, name="all"),
        ),
    )


@model(needs=("Softmax",))
def softmax_axes(era):
    x = era.input((4, 5, 3))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("Softmax", axis=[1, 2], name="two"),
            era.layer("Softmax", axis=[-1], name="one"),
            era.layer("Softmax", axis=[1, 3], name="apart"),
        ),
    )


@model(needs=("LocallyConnected2D",))
def locally_connected_channels_first(era):
    x = era.input((3, 4, 5))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("LocallyConnected2D", 2, (2, 3), data_format="channels_first", name="plain"),
            era.layer("LocallyConnected2D", 2, 2, strides=(1, 2), use_bias=False, data_format="channels_first", name="stride"),
            era.layer("LocallyConnected2D", 2, 2, implementation=2, data_format="channels_first", name="dense"),
        ),
    )


@model(needs=("LocallyConnected1D",))
def locally_connected_channels_first_1d(era):
    x = era.input((3, 6))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("LocallyConnected1D", 2, 2, data_format="channels_first", name="plain"),
            era.layer("LocallyConnected1D", 2, 2, data_format="channels_first", implementation=2, name="dense"),
        ),
    )


@model(later=("ConvRNN2D",), needs=("keras/ConvRNN2D",))
def conv_rnn(era):
    x = era.input((4, 5, 6, 2))
    cell = era.layer("keras/ConvLSTM2DCell", 3, (2, 3), padding="same")
    return era.model(x, era.layer("keras/ConvRNN2D", cell, return_sequences=True, name="conv_rnn")(x))
