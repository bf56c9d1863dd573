"""What each version of Keras 2 did with the masks that reached a layer."""

from __future__ import annotations

from rekeras.archive import Layer, Source, walk
from rekeras.keras3.masks import RECURRENT, USING
from rekeras.rules._masks import PASSING, STOPPED

FIRST_TO_USE = {"MultiHeadAttention": (2, 10), "Softmax": (2, 5)}
"""Layers that let masks go unused before this version; Keras 3 uses them."""

KNOWN_TO_PASS = {"ReLU": (2, 6), "Attention": (2, 3), "AdditiveAttention": (2, 3), "MultiHeadAttention": (2, 10)}
KNOWN_TO_STOP = {"ReLU": (2, 3), "Attention": (1,), "AdditiveAttention": (1,), "MultiHeadAttention": (2, 9)}
"""Layers of ``tensorflow.keras`` that began to pass masks on, at some version between these two.

ReLU of standalone Keras always did. TensorFlow 1.14 and 2.0, of which only the second has Attention pass masks on, give
themselves the same version.
"""


def uses_masks(layer: Layer) -> bool:
    """Whether Keras 3 computes something else in this layer, or in one inside it, when it gets a mask."""
    return any(inner.class_name in USING for _address, inner in walk(layer))


def used_masks(layer: Layer, source: Source) -> bool:
    """Whether the version that wrote the file did so too."""
    return source.version[:2] >= FIRST_TO_USE.get(layer.class_name, ())


def passed_masks(layer: Layer, source: Source) -> bool | None:
    """Whether that version gave the mask of the (first) input to the output; None where that is not known."""
    name, version = layer.class_name, source.version[:2]
    if name in RECURRENT:
        return bool(layer.parts.get("forward_layer", layer).config.get("return_sequences"))
    if source.is_tf_keras and name in KNOWN_TO_PASS and version < KNOWN_TO_PASS[name]:
        return False if version <= KNOWN_TO_STOP[name] else None
    return name in PASSING or name in KNOWN_TO_PASS or (name in STOPPED and version >= (3,))


def merged_masks(source: Source) -> bool:
    """Whether its merging layers gave any mask to their output."""
    return source.version < (3,)
