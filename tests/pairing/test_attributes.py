from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.pairing.attributes import attribute_paths, part_path


@pytest.mark.parametrize(
    ("class_name", "variable", "paths"),
    [
        ("Dense", "kernel", (("kernel",),)),
        ("LSTM", "kernel", (("cell", "kernel"), ("kernel",))),
        ("LSTMCell", "kernel", (("kernel",),)),
        ("MultiHeadAttention", "query/kernel", (("_query_dense", "kernel"),)),
        ("MultiHeadAttention", "attention_output/bias", (("_output_dense", "bias"),)),
        ("Normalization", "mean", (("mean",), ("adapt_mean",))),
        ("Normalization", "count", (("count",),)),
        ("TextVectorization", "idf_weights", (("_lookup_layer", "idf_weights"),)),
    ],
)
def test_paths(class_name: str, variable: str, paths: tuple[tuple[str, ...], ...]) -> None:
    assert attribute_paths(Layer(class_name, "layer"), variable) == paths


def test_places_of_inner_layers() -> None:
    assert part_path("forward_layer") == ("forward_layer",)
    assert part_path("cells.0") == ("cells", "0")
