"""Models with masks, for the rules that follow them."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef
from tests.rule_cases import layer

INPUTS = (layer("InputLayer", "tokens"), layer("InputLayer", "others"), layer("InputLayer", "state"))


def embedding(name: str, *, mask_zero: bool) -> Layer:
    return layer("Embedding", name, mask_zero=mask_zero, input_dim=7, output_dim=3)


def functional(layers: list[Layer], calls: dict[str, Any], output: str) -> Layer:
    """A Functional model: what each layer is called on, by name; a list of names is one list argument."""

    def refs(names: Any) -> Any:
        return TensorRef(names) if isinstance(names, str) else [TensorRef(name) for name in names]

    graph = Graph(
        tuple(Call(name, 0, (refs(names),)) for name, names in calls.items()),
        [TensorRef(each.name) for each in INPUTS],
        TensorRef(output),
    )
    return Layer("Functional", "model", layers=(*INPUTS, *layers), graph=graph)
