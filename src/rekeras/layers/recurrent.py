"""Recurrent layers, and their cells.

The variables of LSTM, GRU and SimpleRNN stand on the layer itself, though Keras keeps them on a cell that it makes;
RNN has its cell as an inner layer, StackedRNNCells its cells.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.describe import describe_inner
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._sequence import sequence_of, step_of, walked

family = Family()

GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}


@family.on("SimpleRNN", "GRU", "LSTM")
def recurrent(layer: Layer, inputs: Inputs) -> Description:
    """Variables as of the cell with the same arguments."""
    sequence = sequence_of(layer, inputs, rank=3)
    own = cell(replace(layer, class_name=f"{layer.class_name}Cell"), Inputs((step_of(sequence),)))
    output, *states = own.outputs
    return walked(layer, sequence, output, states, own.variables)


@family.on("SimpleRNNCell", "GRUCell", "LSTMCell")
def cell(layer: Layer, inputs: Inputs) -> Description:
    """One step: gives its output and its new states."""
    units, kind = layer.config["units"], layer.class_name.removesuffix("Cell")
    width = units * GATES[kind]
    step = inputs.specs[0] if inputs.specs else UNKNOWN
    features = step.shape[-1] if step.shape else None
    variables = [Variable("kernel", (features, width)), Variable("recurrent_kernel", (units, width))]
    if layer.config.get("use_bias", True):
        # A key that old versions did not have: they reset before the product with the recurrent kernel.
        separate = kind == "GRU" and layer.config.get("reset_after", False)
        variables.append(Variable("bias", (2, width) if separate else (width,)))
    state = Spec((step.shape[0] if step.shape else None, units), float_dtype(layer, step))
    return Description(tuple(variables), [state] * (3 if kind == "LSTM" else 2))


@family.on("StackedRNNCells")
def stacked_cells(layer: Layer, inputs: Inputs) -> Description:
    """Each cell gets what the one before gives; the states are those of all cells."""
    current = inputs.specs[0] if inputs.specs else UNKNOWN
    children: dict[str, Description] = {}
    states: list[list[Spec]] = []
    for place, inner in layer.parts.items():
        children[place] = describe_inner(inner, Inputs((current,)))
        current, own = _step(children[place])
        states.append(own)
    if layer.config.get("reverse_state_order"):
        states.reverse()
    return Description((), [current, *(state for own in states for state in own)], children)


@family.on("RNN")
def rnn(layer: Layer, inputs: Inputs) -> Description:
    """Walks along time with any cell."""
    sequence = sequence_of(layer, inputs)
    if "cell" not in layer.parts:
        return Description()
    inner = describe_inner(layer.parts["cell"], Inputs((step_of(sequence),)))
    output, states = _step(inner)
    return replace(walked(layer, sequence, output, states), children={"cell": inner})


def _step(inner: Description) -> tuple[Spec, list[Spec]]:
    """Output and states of a cell; unknown for cells that no family knows."""
    if not isinstance(inner.outputs, list):
        return UNKNOWN, []
    return inner.outputs[0], inner.outputs[1:]
