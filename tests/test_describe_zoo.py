"""Every genuine file of Keras 2: the shapes in the book of layers are those that its framework made and computed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.describe import describe, describer_of
from rekeras.layers._description import Description, Spec
from rekeras.read import open_archive
from tests import zoo

# Keras 1 has other config keys and other variables.
UNDESCRIBED = ({"separable_dilation"}, {"no_keras_model"}, {"shapes_disagree", "weights_disagree"})
FILES = [
    member for member in zoo.members() if not member.era.startswith("keras-1") and member.refused not in UNDESCRIBED
]


def described(layer: Layer, description: Description) -> Iterator[tuple[Layer, Description]]:
    yield layer, description
    for place, inner in layer.children():
        yield from described(inner, description.children[place])


def fits(shape: tuple[int | None, ...] | None, actual: tuple[int, ...]) -> bool:
    if shape is None:
        return True
    return len(shape) == len(actual) and all(size in (None, real) for size, real in zip(shape, actual, strict=True))


def in_order(outputs: Any) -> list[Any]:
    """The outputs as they are recorded: dicts by their sorted keys."""
    if isinstance(outputs, dict):
        return [outputs[key] for key in sorted(outputs)]
    return outputs if isinstance(outputs, list) else [outputs]


def flat(outputs: list[Any]) -> list[Spec]:
    return [spec for one in outputs for spec in (flat(one) if isinstance(one, list) else [one])]


@pytest.mark.parametrize("member", FILES, ids=lambda member: member.id)
def test_shapes(member: zoo.Member) -> None:
    recording = np.load(member.recording)
    recorded = [recording[f"y{index}"].shape for index in range(sum(name.startswith("y") for name in recording.files))]
    with open_archive(member.path, weights=member.weights) as archive:
        description, findings = describe(archive.model)
        assert findings == ()
        for layer, own in described(archive.model, description):
            if not layer.is_model and describer_of(layer) is None:  # a class of another package
                continue
            shapes = {variable.name: variable.shape for variable in own.variables}
            wrong = {
                name: tensor.shape for name, tensor in layer.weights.items() if not fits(shapes[name], tensor.shape)
            }
            assert not wrong, f"{layer.name}: {wrong}, described as {shapes}"
    outputs = flat(in_order(description.outputs))
    for spec, actual in zip(outputs, recorded, strict=True):
        assert fits(spec.shape, actual)
