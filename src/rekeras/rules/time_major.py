"""Recurrent layers no longer take `time_major`; every TF 2 file has it, nearly always False.

Symptom: Unrecognized keyword arguments passed to LSTM: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to GRU: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to SimpleRNN: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to RNN: {'time_major': False}
Symptom: Unrecognized keyword arguments passed to ConvLSTM2D: {'time_major': False}
https://github.com/keras-team/keras/issues/20750

Before: LSTM(units=8, time_major=True)
After: a model of transpose, LSTM(units=8), transpose
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rekeras.archive import Call, Graph, Layer, TensorRef, refs_in
from rekeras.archive.layer import NUMPY_OPERATIONS
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.records import Safety
from rekeras.rules._masks import arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

DIRECTIONS = ("forward_layer", "backward_layer")
KEY = "time_major"


@rule.in_context("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvRNN2D")
def drop_time_major(layer: Layer, context: Context) -> Layer | Upgraded | None:
    """False is what Keras 3 does; of True in a Bidirectional, that takes care."""
    if not layer.config.get(KEY, True):
        return layer.with_config(drop=(KEY,))
    if KEY not in layer.config or context.address[-1:] in {(place,) for place in DIRECTIONS}:
        return None
    return _batch_first(layer, layer.with_config(drop=(KEY,)), context)


@rule.in_context("Bidirectional")
def put_batch_first(layer: Layer, context: Context) -> Upgraded | None:
    if not any(layer.parts[place].config.get(KEY) for place in DIRECTIONS):
        return None
    parts = {place: part.with_config(drop=(KEY,)) for place, part in layer.parts.items()}
    return _batch_first(layer, replace(layer, parts=parts), context)


def _batch_first(layer: Layer, inner: Layer, context: Context) -> Upgraded:
    """A model in place of the layer: (time, batch, features) becomes (batch, time, features) and back."""
    given = context.description.inputs.first if context.description else UNKNOWN
    if obstacle := _obstacle(layer, given, context):
        refusal = context.refusal(
            KEY,
            f"time_major is True: the layer reads (time, batch, features), and {obstacle}",
            expected="time_major False",
            advice="Put Permute layers around it in the original framework, or rebuild it with the batch first.",
        )
        return Upgraded(findings=(refusal,))
    common = {key: layer.config[key] for key in ("dtype", "trainable") if key in layer.config}
    shape, dtype = list(given.shape or ()), given.dtype
    inner = replace(inner, name="batch_first")
    start = Layer("InputLayer", "input", common | {"batch_shape": shape, "dtype": dtype, "sparse": False})
    swap = Layer("Transpose", "transpose", {"axes": [1, 0, *range(2, len(shape))]}, package=NUMPY_OPERATIONS)
    calls = [Call(swap.name, 0, (TensorRef(start.name),)), Call(inner.name, 0, (TensorRef(swap.name),))]
    outputs = [TensorRef(inner.name, 0, index) for index in range(len(list(_specs(context))))]
    for index in range(_sequences(layer)):
        calls.append(Call(swap.name, index + 1, (outputs[index],)))
        outputs[index] = TensorRef(swap.name, index + 1)
    graph = Graph(tuple(calls), TensorRef(start.name), outputs if len(outputs) > 1 else outputs[0])
    return Upgraded(Layer("Functional", layer.name, common, layers=(start, swap, inner), graph=graph))


def _obstacle(layer: Layer, given: Spec, context: Context) -> str:
    """What a model in its place could not do."""
    parent = context.model.root
    for place in context.address[:-1]:
        parent = dict(parent.children())[place]
    calls = [call for call in parent.graph.calls if call.layer == layer.name] if parent.graph else []
    if not context.address or given.rank != 3:  # sequences of vectors
        return "its input has no known shape of that kind"
    if any(len(list(refs_in((call.args, call.kwargs)))) > 1 for call in calls):
        return "it gets states besides"
    if any(any(arrival.masks) for arrival in arrivals(context.model.root) if arrival.address == context.address):
        return "a mask reaches it"
    return ""


def _sequences(layer: Layer) -> int:
    """How many of the (first) outputs are sequences."""
    if not layer.parts.get("forward_layer", layer).config.get("return_sequences"):
        return 0
    return 2 if layer.class_name == "Bidirectional" and layer.config.get("merge_mode") is None else 1


def _specs(context: Context) -> Iterator[Spec]:
    outputs = context.description.outputs if context.description else UNKNOWN
    yield from outputs if isinstance(outputs, list | tuple) else (outputs,)
