"""What `inspect` says of genuine files."""

from __future__ import annotations

import h5py
import pytest

from rekeras.inspect import inspect
from tests import zoo

FOLDER = zoo.unpacked("keras-2.2.4")


def numbers_in(name: str) -> int:
    """How many numbers the weights of a file hold, counted by h5py."""
    counts: list[int] = []
    with h5py.File(FOLDER / name, "r") as file:
        file["model_weights"].visititems(
            lambda _name, item: counts.append(item.size) if isinstance(item, h5py.Dataset) else None
        )
    return sum(counts)


@pytest.mark.parametrize("name", ["dense.h5", "conv_net.h5", "embedding_mask_lstm.h5", "frozen_nested.h5", "gru.h5"])
def test_parameters_are_what_the_file_holds(name: str) -> None:
    inspection = inspect(FOLDER / name)
    assert inspection.parameters == numbers_in(name)
    assert sum(layer.parameters for layer in inspection.layers if layer.depth == 0) >= inspection.parameters


def test_layers_stand_under_the_model_they_are_in() -> None:
    layers = inspect(FOLDER / "frozen_nested.h5").layers
    assert [(layer.depth, layer.class_name) for layer in layers] == [
        (0, "InputLayer"),
        (0, "Model"),
        (1, "InputLayer"),
        (1, "Dense"),
        (1, "BatchNormalization"),
        (0, "Dense"),
    ]


def test_moving_averages_are_not_trainable() -> None:
    inspection = inspect(FOLDER / "frozen_nested.h5")
    assert inspection.parameters - inspection.trainable_parameters == 8


def test_inputs_and_outputs_have_shapes() -> None:
    inspection = inspect(FOLDER / "dense.h5")
    assert dict(inspection.inputs) == {"input_1": (None, 5)}
    assert inspection.outputs == (("tanh", (None, 4)), ("no_bias", (None, 3)), ("regularized", (None, 2)))


def test_an_architecture_counts_its_second_file() -> None:
    both = inspect(FOLDER / "dense.json", weights=FOLDER / "dense_weights.h5")
    sizes = [(FOLDER / name).stat().st_size for name in ("dense.json", "dense_weights.h5")]
    assert both.file_bytes == sum(sizes)
    assert both.parameters == inspect(FOLDER / "dense.h5").parameters


def test_lambdas_are_seen_and_not_custom() -> None:
    inspection = inspect(FOLDER / "lambda_named.h5")
    assert [each.where for each in inspection.lambdas] == ["square"]
    assert inspection.lambdas[0].source == "lambda x: x * x"
    assert inspection.custom_objects == ()


WITH_LAYERS = [member for member in zoo.members() if member.refused != {"no_keras_model"}]
NEWEST = {(member.model, member.path.suffix): member for member in WITH_LAYERS}


@pytest.mark.parametrize("member", NEWEST.values(), ids=lambda member: member.id)
def test_every_model_of_the_zoo_can_be_inspected(member: zoo.Member) -> None:
    inspection = inspect(member.path, weights=member.weights)
    assert inspection.layers
    assert inspection.keras_version
    of_others = member.model == "own_layer" or member.archive.startswith("ecosystem/")
    assert of_others or not [layer for layer in inspection.layers if layer.custom]


def test_operations_of_tensorflow_have_shapes() -> None:
    inspection = inspect(zoo.unpacked("operators/tf-2.13") / "op_attention.h5")
    shapes = {layer.name: layer.outputs for layer in inspection.layers}
    assert shapes["tf.nn.softmax"] == ((None, 5, 5),)
    assert shapes["tf.compat.v1.shape"] == (None,)
    assert dict(inspection.outputs) == {"tf.linalg.matmul_1": (None, 5, 6), "tf.nn.softmax": (None, 5, 5)}
