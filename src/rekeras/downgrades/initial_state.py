"""Recurrent layers are called on a list of the sequence and the states; Keras 3 names the states."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Call, Layer, TensorRef, refs_in
from rekeras.downgrades._downgrade import Downgrade

downgrade = Downgrade(__name__)


@downgrade.on("Functional")
def put_states_into_the_list(layer: Layer) -> Layer:
    graph = layer.graph
    if graph is None:
        return layer
    return replace(layer, graph=replace(graph, calls=tuple(map(_call, graph.calls))))


def _call(call: Call) -> Call:
    state = call.kwargs.get("initial_state")
    if state is None or not call.args or not isinstance(call.args[0], TensorRef):
        return call
    kwargs = {name: value for name, value in call.kwargs.items() if name != "initial_state"}
    return replace(call, args=([call.args[0], *refs_in(state)],), kwargs=kwargs)
