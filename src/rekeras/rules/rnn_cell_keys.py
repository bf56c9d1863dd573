"""RNN says what concerns its cell in the cell alone; TensorFlow.js writes it twice.

Symptom: Unrecognized keyword arguments passed to RNN: {'units': 2, 'activation': 'tanh'}
https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-layers/src/layers/recurrent.ts (``RNN.getConfig``)

Before: RNN(cell=SimpleRNNCell(units=2), units=2)
After: RNN(cell=SimpleRNNCell(units=2))
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)

OWN = frozenset(
    {"name", "trainable", "dtype", "stateful", "unroll", "go_backwards", "return_sequences", "return_state"}
)


@rule.on("RNN")
def drop_keys_of_cell(layer: Layer) -> Layer | None:
    cell = layer.parts.get("cell")
    if cell is None:
        return None
    twice = {key for key in layer.config.keys() - OWN if key in cell.config and cell.config[key] == layer.config[key]}
    if _are_those_of(cell, layer.config.get("cells")):
        twice.add("cells")
    return layer.with_config(drop=tuple(sorted(twice))) if twice else None


def _are_those_of(cell: Layer, written: Any) -> bool:
    """Whether cells in the config of the RNN are those inside its cell."""
    inner = [(part.class_name, part.name) for place, part in cell.parts.items() if place.startswith("cells.")]
    if not inner or not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        return False
    return inner == [(one.get("class_name"), (one.get("config") or {}).get("name")) for one in written]
