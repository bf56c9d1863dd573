"""On CNTK, an LSTM that was not unrolled gave its cell state for its output.

Nobody sees an error: Keras 3, as TensorFlow and Theano, gives the output that the gate lets through. From Keras 2.2.3
on, CNTK's loop gave the last of a layer's states, and the model was trained on that. GRU and SimpleRNN have one state,
which is their output; unrolled layers took another way through the code.

Symptom: an LSTM trained with CNTK gives other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.3/keras/backend/cntk_backend.py (`rnn`)

Before: LSTM(units=8)
After: LSTM(units=8, return_state=True), whose last output, the cell state, the model goes on with
"""

from __future__ import annotations

from rekeras.archive import Call, Graph, Layer, TensorRef, refs_in, walk
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.EXACT)

FIRST_WRONG = (2, 2, 3)
CELLS = ("LSTMCell", "ConvLSTM2DCell")


@rule.in_context("LSTM", "ConvLSTM2D")
def give_cell_state(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if not _concerned(layer, context) or not _uses_output(context):
        return None
    given = _given(context)
    in_pair = context.address[-1:] in (("forward_layer",), ("backward_layer",))
    if given is None or given.shape is None or layer.config.get("return_sequences") or in_pair:
        return _refused(layer, context)
    spec = {"batch_shape": list(given.shape), "dtype": given.dtype, "sparse": False}
    recurrent = Layer(layer.class_name, "lstm", dict(layer.config) | {"return_state": True}, layer.weights)
    hidden, cell = TensorRef("lstm", 0, 1), TensorRef("lstm", 0, 2)
    outputs = [cell, hidden, cell] if layer.config.get("return_state") else cell
    graph = Graph((Call("lstm", 0, (TensorRef("input"),)),), TensorRef("input"), outputs)
    return Layer("Functional", layer.name, {}, layers=(Layer("InputLayer", "input", spec), recurrent), graph=graph)


@rule.in_context("RNN")
def refuse_cells(layer: Layer, context: Context) -> Upgraded | None:
    cell = layer.parts.get("cell")
    last = list(cell.parts.values())[-1] if cell and cell.parts else cell
    if last is None or last.class_name not in CELLS or not _concerned(layer, context):
        return None
    return _refused(layer, context)


def _uses_output(context: Context) -> bool:
    """Whether the model goes on with the output itself, and not with the states alone."""
    if not context.address:
        return True
    *outside, name = context.address
    model = next(one for address, one in walk(context.model.root) if address == tuple(outside))
    if model.graph is None:
        return True
    used = [model.graph.outputs, [(call.args, call.kwargs) for call in model.graph.calls]]
    return any(ref.layer == name and ref.tensor == 0 for ref in refs_in(used))


def _given(context: Context) -> Spec | None:
    """The only tensor that the layer is called on; None where a state is given, too."""
    inputs = context.description.inputs if context.description else None
    if inputs is None:
        return UNKNOWN
    return inputs.first if len(inputs.specs) == 1 and not inputs.kwargs else None


def _concerned(layer: Layer, context: Context) -> bool:
    source = context.source
    return source.backend == "cntk" and source.version >= FIRST_WRONG and not layer.config.get("unroll")


def _refused(layer: Layer, context: Context) -> Upgraded:
    finding = context.refusal(
        "cntk_lstm",
        f"{layer.class_name} of the CNTK backend, which gave its cell state for its output",
        expected="the last step alone, a file of Keras up to 2.2.2, or one of the TensorFlow or Theano backend",
        advice="Keep this model in the framework that made it, or train it again.",
    )
    return Upgraded(findings=(finding,))
