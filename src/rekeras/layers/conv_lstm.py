"""LSTMs whose products are convolutions."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._sequence import sequence_of, step_of, walked
from rekeras.layers._spatial import per_axis, put_together, rank_of, take_apart, window_length

family = Family()


@family.on("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
def conv_lstm(layer: Layer, inputs: Inputs) -> Description:
    """The recurrent convolution keeps the size of the state, whatever ``padding`` and ``strides`` say."""
    config, rank, filters = layer.config, rank_of(layer), layer.config["filters"]
    sequence = sequence_of(layer, inputs, rank=rank + 3)
    batch, spatial, channels = take_apart(layer, step_of(sequence).shape, rank)
    sizes = per_axis(config["kernel_size"], rank)
    windows = zip(
        spatial,
        sizes,
        per_axis(config.get("strides", 1), rank),
        per_axis(config.get("dilation_rate", 1), rank),
        strict=True,
    )
    lengths = [window_length(*window, config.get("padding", "valid")) for window in windows]
    variables = [
        Variable("kernel", (*sizes, channels, 4 * filters)),
        Variable("recurrent_kernel", (*sizes, filters, 4 * filters)),
    ]
    if config.get("use_bias", True):
        variables.append(Variable("bias", (4 * filters,)))
    state = Spec(put_together(layer, batch, lengths, filters), float_dtype(layer, sequence))
    return walked(layer, sequence, state, [state, state], tuple(variables))


@family.on("ConvRNN2D")
def around_a_cell(layer: Layer, inputs: Inputs) -> Description:
    """As ConvLSTM2D; the variables are those of the cell."""
    cell = layer.parts["cell"]
    whole = conv_lstm(Layer("ConvLSTM2D", layer.name, dict(cell.config) | dict(layer.config)), inputs)
    return replace(whole, variables=(), children={"cell": Description(whole.variables)})


@family.on("ConvLSTM2DCell")
def cell_of_conv_lstm(_layer: Layer, _inputs: Inputs) -> Description:
    """Known by the layer around it alone."""
    return Description()
