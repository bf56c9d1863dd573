"""Tensors put together and taken apart."""

from __future__ import annotations

from itertools import accumulate

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import UNKNOWN, Given, Untranslatable

family = Family()

COUNTS = ("num_", "n_", "nb_", "len(", "int(")
"""How the text of an argument begins that is a number of parts, not a list of their sizes."""

family.on("K.concatenate", "tensors, axis: written = -1", "ops.concatenate(tensors, axis=axis)")
family.on("K.stack tf.stack K.pack tf.pack", "x, axis=0", "ops.stack(x, axis=axis)")
family.on("tf.meshgrid", '*args, indexing="xy"', "ops.meshgrid(*args, indexing=indexing)")


@family.by("tf.concat tf.concat_v2", "values, axis")
def concat(given: Given) -> str:
    """One after the other; before TensorFlow 1.0 the axis came first."""
    if isinstance(given.literal("values"), int):
        return "ops.concatenate(axis, axis=values)"
    return "ops.concatenate(values, axis=axis)"


@family.by("tf.unstack tf.unpack", "value, num=None, axis=0")
def unstack(given: Given) -> str:
    """One tensor for each place of an axis; a shape has its sizes apart already."""
    return "value" if given.text("value").startswith("ops.shape(") else "ops.unstack(value, num=num, axis=axis)"


@family.by("tf.split", "value, num_or_size_splits, axis=0, num=None")
def split(given: Given) -> str:
    """Equal parts, or parts of given sizes; Keras 3 takes the places of the cuts instead of sizes."""
    sizes, value = given.literal("num_or_size_splits"), given.literal("value")
    if isinstance(value, int) and sizes is UNKNOWN:  # before TensorFlow 1.0: axis, number, tensor
        return "ops.split(axis, num_or_size_splits, axis=value)"
    if isinstance(sizes, int) or (sizes is UNKNOWN and _is_count(given.text("num_or_size_splits"))):
        return "ops.split(value, num_or_size_splits, axis=axis)"
    if isinstance(sizes, list | tuple) and all(isinstance(size, int) and size >= 0 for size in sizes[:-1]):
        return f"ops.split(value, {list(accumulate(sizes[:-1]))}, axis=axis)"
    raise Untranslatable(
        f"{given.text('num_or_size_splits')} may be sizes, and Keras 3 takes the places of the cuts",
        "write ops.split(x, number, axis) for equal parts, ops.split(x, [first, first + second], axis) for sizes",
    )


def _is_count(text: str) -> bool:
    return text.rpartition(".")[2].startswith(COUNTS) or text.startswith(COUNTS)
