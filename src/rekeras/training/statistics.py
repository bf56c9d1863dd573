"""Moving statistics of batch normalization, which some eras moved by another formula while they trained.

Weights that are trained do not depend on them; what the model computes afterwards does.
Sources: ``keras/layers/normalization.py`` and ``moving_average_update`` of Keras 2.1 to 2.3,
``FusedBatchNormV3`` of TensorFlow.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Address, Archive, Layer, Source, show_address
from rekeras.describe import describe
from rekeras.layers._description import Description
from rekeras.records import Finding, Severity

FUSED_RANK = 4
CORRECTED = "multiplied the variance of a batch of n numbers by n / (n - 1) before it moved, Keras 3 does not"
FORGOTTEN = "; the first step after loading replaced the statistics by those of its batch, in Keras 3 they go on moving"


def moving_statistics(before: Archive) -> tuple[Finding, ...]:
    """What is said of the normalizations of a model that trains on."""
    what = _of(before.source)
    layers = [
        (address, layer, description)
        for address, layer, description in _walk(before.model, describe(before.model)[0], ())
        if layer.class_name == "BatchNormalization" and layer.config.get("trainable", True)
    ]
    if before.source.is_tf_keras:
        layers = [entry for entry in layers if _is_fused(entry[1], entry[2])]
    if not what or not layers:
        return ()
    more = f" and {len(layers) - 1} more" if len(layers) > 1 else ""
    return (Finding("moving_statistics", Severity.NOTE, show_address(layers[0][0]) + more, f"training {what}"),)


def _of(source: Source) -> str:
    version = source.version
    if source.is_tf_keras:
        return CORRECTED if version < (3,) else ""
    if not (2, 1) <= version < (2, 4) or source.backend == "cntk":
        return ""
    return CORRECTED + (FORGOTTEN if source.backend == "tensorflow" and version < (2, 3) else "")


def _is_fused(layer: Layer, description: Description) -> bool:
    """Whether TensorFlow's own kernel computes it: on images, one axis of channels."""
    rank = description.inputs.first.rank
    return rank == FUSED_RANK and layer.config.get("fused") is not False and not layer.config.get("virtual_batch_size")


def _walk(layer: Layer, description: Description, address: Address) -> Iterator[tuple[Address, Layer, Description]]:
    yield address, layer, description
    for place, child in layer.children():
        yield from _walk(child, description.children.get(place, Description()), (*address, place))
