"""ConvLSTM of one to three dimensions. Its default recurrent_activation is hard_sigmoid in every Keras 2."""

from __future__ import absolute_import

from models import model

GATED = {"recurrent_activation": "sigmoid"}


@model()
def conv_lstm_2d(era):
    x = era.input((3, 6, 5, 2))
    outputs = era.fan(
        x,
        era.layer("ConvLSTM2D", 3, (2, 3), strides=(1, 2), name="valid", **GATED),
        era.layer("ConvLSTM2D", 2, 3, padding="same", return_sequences=True, go_backwards=True, name="same", **GATED),
        era.layer("ConvLSTM2D", 2, 2, use_bias=False, dilation_rate=(2, 1), activation="relu", name="dilated", **GATED),
    )
    return era.model(x, outputs)


@model(needs=("RNN",), lacks={"keras-2.2.4": "its ConvLSTM2D cannot return states"})
def conv_lstm_2d_states(era):
    x = era.input((3, 6, 5, 2))
    layer = era.layer("ConvLSTM2D", 2, 3, padding="same", return_state=True, return_sequences=True, **GATED)
    return era.model(x, era.fan(x, layer))


@model(later=("hard_sigmoid",))
def conv_lstm_2d_default(era):
    x = era.input((3, 6, 5, 2))
    layer = era.layer("ConvLSTM2D", 3, (2, 3), recurrent_activation="hard_sigmoid", name="default")
    return era.model(x, layer(x))


@model(needs=("ConvLSTM1D",))
def conv_lstm_1d(era):
    x = era.input((3, 6, 2))
    outputs = era.fan(
        x,
        era.layer("ConvLSTM1D", 3, 2, strides=2, name="valid", **GATED),
        era.layer("ConvLSTM1D", 2, 3, padding="same", return_sequences=True, use_bias=False, name="same", **GATED),
    )
    return era.model(x, outputs)


@model(needs=("ConvLSTM3D",))
def conv_lstm_3d(era):
    x = era.input((2, 4, 5, 3, 2))
    outputs = era.fan(
        x,
        era.layer("ConvLSTM3D", 3, (2, 3, 1), name="valid", **GATED),
        era.layer("ConvLSTM3D", 2, 2, padding="same", return_sequences=True, name="same", **GATED),
    )
    return era.model(x, outputs)


@model(needs=("ConvLSTM2D",))
def conv_lstm_bidirectional(era):
    x = era.input((3, 5, 4, 2))
    if era.standalone:
        era.note = "Bidirectional takes no ConvLSTM2D here: it stands alone"
        return era.model(x, era.layer("ConvLSTM2D", 2, 2, **GATED)(x))
    inner = era.layer("ConvLSTM2D", 2, 2, return_sequences=True, **GATED)
    return era.model(x, era.layer("Bidirectional", inner, name="both")(x))
