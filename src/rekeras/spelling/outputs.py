"""What the code calls the tensors of a layer with several outputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekeras.archive import Layer


def nested(layer: Layer, outputs: Any) -> Any:
    """The outputs as the layer gives them: the states of each of several cells stand together."""
    stack = layer.parts.get("cell")
    if not isinstance(outputs, list | tuple) or stack is None or stack.class_name != "StackedRNNCells":
        return outputs
    first, *states = outputs
    counts = [2 if cell.class_name == "LSTMCell" else 1 for cell in stack.parts.values()]
    if sum(counts) != len(states):
        return outputs
    taken = iter(states)
    groups = [[next(taken) for _ in range(count)] for count in counts]
    return [first, *(group if len(group) > 1 else group[0] for group in groups)]


def paths(outputs: Any, variable: str) -> Iterator[str]:
    """What the code calls each tensor of nested outputs, in their order."""
    if not isinstance(outputs, list | tuple):
        yield variable
        return
    for index, each in enumerate(outputs):
        yield from paths(each, f"{variable}[{index}]")
