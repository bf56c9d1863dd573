"""A GRU with `reset_after` has two biases for each gate, one without it has one; the default changed in TensorFlow 2.

https://github.com/keras-team/keras/pull/8719
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer, walk
from rekeras.fitting.causes._cause import Cause, Mismatch, likely
from rekeras.records import Finding

GRUS = ("GRU", "GRUCell")


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """GRUs whose bias has another rank."""
    for place, pair in mismatch.differing():
        assert pair.piece is not None  # noqa: S101 - differing() gives both
        for gru in (layer for _address, layer in walk(place.layer) if layer.class_name in GRUS):
            wanted, found = _bias(gru), {entry.tensor.shape for entry in pair.piece.entries}
            other = not gru.config.get("reset_after", True)
            if wanted not in found and _bias(gru.with_config({"reset_after": other})) in found:
                what = "with" if other else "without"
                yield likely(
                    __name__,
                    place.where,
                    f"the weights are of a GRU {what} `reset_after`, the architecture has one "
                    f"{'without' if other else 'with'} it",
                    f"Build the layer with GRU(..., reset_after={other}).",
                )
                break


def _bias(gru: Layer) -> tuple[int, ...]:
    gates = 3 * int(gru.config.get("units", 0))
    return (2, gates) if gru.config.get("reset_after", True) else (gates,)


cause = Cause(__name__, look)
