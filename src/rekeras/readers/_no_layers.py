"""Files of TensorFlow that hold variables and no layers: they can be looked at, not converted."""

from __future__ import annotations

from collections.abc import Mapping

from rekeras.archive import Archive, Layer, Leftover, Outline, Source, Tensor
from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.records import Finding

REASON = "the file holds no layers"


def without_layers(
    source: Source, kind: str, tensors: Mapping[str, Tensor], why: Finding, outline: Outline | None = None
) -> Archive:
    """An archive that only shows what the file holds.

    Args:
        source: Where it came from.
        kind: What the file is (``SavedModel``), in place of the class of a model.
        tensors: Its variables.
        why: The refusal.
        outline: What else it holds.
    """
    leftovers = tuple(Leftover(tensor, REASON) for key, tensor in tensors.items() if key != OBJECT_GRAPH)
    return Archive(source, Layer(kind, ""), None, leftovers, (why,), outline or Outline())
