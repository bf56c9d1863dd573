"""Calls no longer take some of the arguments of Keras 2, which files hold with the value None.

Symptom: got an unexpected keyword argument 'constants'
Symptom: Bidirectional.call() got an unexpected keyword argument 'constants'
https://github.com/keras-team/keras/issues/19898

Before: Bidirectional(LSTM(8))(sequence, initial_state=None, constants=None)
After: Bidirectional(LSTM(8))(sequence)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Call, Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Functional")
def drop_none(layer: Layer) -> Layer | None:
    """None is the default of every argument of every call; others are compared with Keras 3 later."""
    if layer.graph is None or not any(None in call.kwargs.values() for call in layer.graph.calls):
        return None
    calls = tuple(_without_none(call) for call in layer.graph.calls)
    return replace(layer, graph=replace(layer.graph, calls=calls))


def _without_none(call: Call) -> Call:
    return replace(call, kwargs={name: value for name, value in call.kwargs.items() if value is not None})
