"""Recurrent layers take their initial state by its name; before, it stood behind the sequence in a list.

Symptom: Layer 'lstm' expected 1 input(s). Received 3 instead
Symptom: Only input tensors may be passed as positional arguments
Symptom: Dimensions must be equal
https://github.com/keras-team/keras/issues/19898

Before: LSTM(units=8)([sequence, h, c])
After: LSTM(units=8)(sequence, initial_state=[h, c])

Called like that, Keras 3 does not see the mask of the sequence by itself: the writer passes it as an argument.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Call, Layer
from rekeras.keras3.masks import RECURRENT
from rekeras.records import Finding, Safety, Severity
from rekeras.rules._masks import arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

STATES = {"LSTM": 2, "GRU": 1, "SimpleRNN": 1, "ConvLSTM1D": 2, "ConvLSTM2D": 2, "ConvLSTM3D": 2}
CELLS = {"LSTMCell": 2, "GRUCell": 1, "SimpleRNNCell": 1}


@rule.in_context("Functional")
def name_initial_state(layer: Layer, context: Context) -> Upgraded | None:
    graph = layer.graph
    recurrent = {inner.name: inner for inner in layer.layers if inner.class_name in RECURRENT}
    if graph is None or not any(call.layer in recurrent and _has_state(call) for call in graph.calls):
        return None
    findings: list[Finding] = []
    calls = []
    for call in graph.calls:
        inner = recurrent.get(call.layer)
        if inner is None or not _has_state(call):
            calls.append(call)
            continue
        here = Context(context.model, (*context.address, call.layer))
        if problem := _problem(inner, call, here):
            findings.append(problem)
        calls.append(_named(call))
    if any(finding.severity is Severity.REFUSAL for finding in findings) or tuple(calls) == graph.calls:
        return Upgraded(findings=tuple(findings)) if findings else None
    return Upgraded(replace(layer, graph=replace(graph, calls=tuple(calls))), findings=tuple(findings))


def _has_state(call: Call) -> bool:
    return _is_list(call) or bool(call.kwargs.get("initial_state"))


def _is_list(call: Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], list | tuple)


def _states(call: Call) -> list[Any]:
    if _is_list(call):
        return list(call.args[0][1:])
    given = call.kwargs["initial_state"]
    return list(given) if isinstance(given, list | tuple) else [given]


def _named(call: Call) -> Call:
    if not _is_list(call):
        return call
    sequence, *states = call.args[0]
    named = {"initial_state": states} if states else {}
    return replace(call, args=(sequence, *call.args[1:]), kwargs={**call.kwargs, **named})


def _problem(layer: Layer, call: Call, context: Context) -> Finding | None:
    expected, given = _expected_states(layer), len(_states(call))
    if given == 0:
        return None
    if expected is None or given != expected:
        return context.refusal(
            "initial_state",
            f"{layer.class_name} is called with {given} tensors besides the sequence",
            expected=f"its {expected} states" if expected else "the states of a known cell",
            advice="Constants and states of stacked or own cells are not converted yet.",
        )
    masks = [arrival.masks[:1] for arrival in arrivals(context.model.root) if arrival.address == context.address]
    if any(mask for first in masks for mask in first):
        return context.attention(
            "masked_initial_state",
            f"{layer.class_name} gets a state and a mask: JAX gives that state at masked first steps, and not zeros",
            advice="Run it with TensorFlow or PyTorch if sequences are masked at their start.",
        )
    return None


def _expected_states(layer: Layer) -> int | None:
    """How many states the layer has; None where that is not known, or constants may be among them."""
    if layer.config.get("num_constants"):
        return None
    if layer.class_name == "Bidirectional":
        parts = [_expected_states(layer.parts[place]) for place in ("forward_layer", "backward_layer")]
        return sum(part for part in parts if part) if all(parts) else None
    cell = layer.parts.get("cell")
    return STATES.get(layer.class_name) if cell is None else CELLS.get(cell.class_name)
