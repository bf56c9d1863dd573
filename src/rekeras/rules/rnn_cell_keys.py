"""RNN says what concerns its cell in the cell alone; TensorFlow.js writes it twice.

Symptom: Unrecognized keyword arguments passed to RNN: {'units': 2, 'activation': 'tanh'}
https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-layers/src/layers/recurrent.ts (``RNN.getConfig``)

Before: RNN(cell=SimpleRNNCell(units=2), units=2)
After: RNN(cell=SimpleRNNCell(units=2))
"""

from __future__ import annotations

from dataclasses import replace

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
    twice = (key for key in layer.config.keys() - OWN if key in cell.config and cell.config[key] == layer.config[key])
    parts = {place: part for place, part in layer.parts.items() if not _is_twice(part, cell.parts.get(place))}
    left = replace(layer.with_config(drop=tuple(twice)), parts=parts)
    return None if left == layer else left


def _is_twice(part: Layer, of_cell: Layer | None) -> bool:
    """Whether a cell of several stands in the RNN itself as well, where its numbers are not."""
    return (
        of_cell is not None
        and not part.weights
        and (part.class_name, part.config)
        == (
            of_cell.class_name,
            of_cell.config,
        )
    )
