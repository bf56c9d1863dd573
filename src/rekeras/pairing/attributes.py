"""Under which attribute a layer of tf.keras holds a variable, where that is not the variable's name."""

from __future__ import annotations

from collections.abc import Mapping

from rekeras.archive import Layer

Path = tuple[str, ...]

# Layers that make a cell for themselves: the variables are the cell's.
WITH_CELL = frozenset({"ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ESN", "GRU", "LSTM", "SimpleRNN"})
INNER_LAYERS: Mapping[str, Mapping[str, str]] = {
    "MultiHeadAttention": {
        "query": "_query_dense",
        "key": "_key_dense",
        "value": "_value_dense",
        "attention_output": "_output_dense",
    },
    "WeightNormalization": {"data_dep_init": "_naked_clone_layer"},
    "TextVectorization": {"idf_weights": "_lookup_layer/idf_weights"},
}
OTHER_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Normalization": {"mean": ("adapt_mean",), "variance": ("adapt_variance",)},
    "SpectralNormalization": {"vector_u": ("u",)},
}


def attribute_paths(layer: Layer, variable: str) -> tuple[Path, ...]:
    """The paths of attributes from the layer at which the variable may stand, the usual one first."""
    first, *rest = variable.split("/")
    inner = INNER_LAYERS.get(layer.class_name, {}).get(first)
    if inner is not None:
        return ((*inner.split("/"), *rest),)
    own = (first, *rest)
    if layer.class_name in WITH_CELL:
        return ("cell", *own), own
    return own, *((name,) for name in OTHER_NAMES.get(layer.class_name, {}).get(variable, ()))


def part_path(place: str) -> Path:
    """The path of attributes to an inner layer, by its place (``cells.0``)."""
    return tuple(place.split("."))
