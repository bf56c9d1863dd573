"""A model of somebody's own class in a SavedModel: what it holds by attribute, and what it is called on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rekeras.archive import Archive, Layer, Outline, Tensor, walk
from rekeras.layers._description import Inputs, Spec

SERVING = "serving_default"


def is_subclassed(archive: Archive) -> bool:
    """Whether how the outermost model calls its layers is code."""
    return any(finding.code == "no_model" for finding in archive.findings) and bool(archive.model.package)


def flattened(model: Layer) -> Layer:
    """The model with every tensor inside it as its own, by the attributes on the way there (``units/0/conv/kernel``).

    Its code makes the layers in it, not its config.
    """
    return replace(model, weights=dict(_tensors(model, "")), parts={}, layers=())


def _tensors(layer: Layer, path: str) -> Iterator[tuple[str, Tensor]]:
    for name, tensor in layer.weights.items():
        yield f"{path}{name}", tensor
    for place, part in layer.parts.items():
        yield from _tensors(part, f"{path}{place.replace('.', '/')}/")
    inner = [child for child in layer.layers if any(one.weights for _address, one in walk(child))]
    for index, child in enumerate(inner):
        yield from _tensors(child, f"{path}layer_with_weights-{index}/")


def called_on(outline: Outline) -> Inputs:
    """What the model was saved to be called on; nothing where that is several tensors, whose order no file tells."""
    signature = next((one for one in outline.signatures if one.name == SERVING), None)
    if signature is None or len(signature.inputs) != 1:
        return Inputs()
    ((dtype, shape),) = signature.inputs.values()
    return Inputs((Spec(shape, dtype),))
