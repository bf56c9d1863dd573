"""Layers that only Keras 2 has, against the genuine files that hold them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rekeras.archive import Layer, walk
from rekeras.describe import describe
from rekeras.layers._description import Description
from rekeras.read import open_archive
from tests import zoo
from tests.layers.compare import called, made

REMOVED = ("LocallyConnected1D", "LocallyConnected2D", "CuDNNLSTM", "CuDNNGRU", "ThresholdedReLU")
FILES = [
    member
    for member in zoo.members()
    if set(member.classes) & set(REMOVED) and not member.era.startswith("keras-1")  # which has other config keys
]


def described(layer: Layer, description: Description) -> Iterator[tuple[Layer, Description]]:
    yield layer, description
    for place, inner in layer.children():
        yield from described(inner, description.children[place])


@pytest.mark.parametrize("member", FILES, ids=lambda member: member.id)
def test_genuine_files(member: zoo.Member) -> None:
    with open_archive(member.path, weights=member.weights) as archive:
        description, findings = describe(archive.model)
        assert findings == ()
        found = [(layer, own) for layer, own in described(archive.model, description) if layer.class_name in REMOVED]
        assert found
        for layer, own in found:
            assert [(variable.name, variable.shape) for variable in own.variables] == [
                (name, tensor.shape) for name, tensor in layer.weights.items()
            ]


@pytest.mark.parametrize(("kind", "gates", "states"), [("CuDNNGRU", 3, 1), ("CuDNNLSTM", 4, 2)])
def test_cudnn(kind: str, gates: int, states: int) -> None:
    description, _findings = describe(made(kind, units=3, return_state=True), called((None, 5, 7)))
    assert [variable.shape for variable in description.variables] == [(7, gates * 3), (3, gates * 3), (gates * 6,)]
    assert [spec.shape for spec in description.outputs] == [(None, 3)] * (1 + states)


# What tf.keras 2.15 made of filters=4, kernel_size=(3, 2), strides=(2, 1) on (11, 8, 6).
KERNELS = [
    (1, "valid", "channels_last", (35, 36, 4)),
    (2, "valid", "channels_last", (11, 8, 6, 5, 7, 4)),
    (2, "valid", "channels_first", (6, 11, 8, 4, 5, 7)),
    (3, "valid", "channels_last", (5040,)),
    (3, "same", "channels_last", (5760,)),
]


@pytest.mark.parametrize(("implementation", "padding", "data_format", "kernel"), KERNELS)
def test_locally_connected(implementation: int, padding: str, data_format: str, kernel: tuple[int, ...]) -> None:
    layer = made(
        "LocallyConnected2D",
        filters=4,
        kernel_size=[3, 2],
        strides=[2, 1],
        implementation=implementation,
        padding=padding,
        data_format=data_format,
    )
    shape = (None, 11, 8, 6) if data_format == "channels_last" else (None, 6, 11, 8)
    description, _findings = describe(layer, called(shape))
    assert description.variables[0].shape == kernel


# filters=4, kernel_size=3, strides=2 on (12, 6).
KERNELS_1D = [(1, "valid", (5, 18, 4)), (2, "valid", (12, 6, 5, 4)), (3, "valid", (360,)), (3, "same", (408,))]


@pytest.mark.parametrize(("implementation", "padding", "kernel"), KERNELS_1D)
def test_locally_connected_in_one_dimension(implementation: int, padding: str, kernel: tuple[int, ...]) -> None:
    config = {"filters": 4, "kernel_size": 3, "strides": 2, "implementation": implementation, "padding": padding}
    description, _findings = describe(made("LocallyConnected1D", **config), called((None, 12, 6)))
    assert description.variables[0].shape == kernel


def test_operations_have_no_variables() -> None:
    description, findings = describe(made("TFOpLambda", function="math.add"), called((None, 5)))
    assert description.variables == ()
    assert findings == ()


def test_every_walked_layer_is_described() -> None:
    model = made("Sequential", layers=(made("ThresholdedReLU", theta=0.5),))
    description, _findings = describe(model, called((None, 5)))
    assert len(list(walk(model))) == len(list(described(model, description)))
    assert description.outputs.shape == (None, 5)
