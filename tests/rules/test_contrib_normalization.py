from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules._others import KINDS, OWNER
from rekeras.rules.contrib_normalization import rule
from tests.rule_cases import check_noop, check_refused, layer, masked, sequential, source, upgraded

OLD = source("2.2.4")
OBJECTS = {f"{name}_{kind}": None for name in ("beta", "gamma") for kind in KINDS}
BOTH: dict[str, tuple[int, ...]] = {"gamma": (6,), "beta": (6,)}


def instance(weights: dict[str, tuple[int, ...]], axis: int | None, epsilon: float = 0.001, **config: Any) -> Layer:
    said = {"axis": axis, "epsilon": epsilon, "center": True, "scale": True, "trainable": True, **OBJECTS, **config}
    return layer("InstanceNormalization", "own", weights, **said)


def groups(weights: dict[str, tuple[int, ...]], axis: int) -> Layer:
    said = {"groups": 2, "axis": axis, "epsilon": 0.1, "center": True, "scale": True, **OBJECTS}
    return replace(layer("GroupNormalization", "own", weights, **said), package=OWNER)


def on(shape: list[int | None], one: Layer) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), one)


def classes(model: Layer) -> list[str]:
    return [one.class_name for one in upgraded(model, rule, OLD).layers[1].layers[1:]]


SHARE = ["Multiply", "GlobalAveragePooling2D", "Rescaling", "Activation", "Multiply", "EinsumDense"]


def test_instances_of_each_channel() -> None:
    assert classes(on([None, None, None, 6], instance(BOTH, -1))) == ["GroupNormalization", *SHARE]


def test_instances_of_all_channels_together() -> None:
    mean = ["Multiply", "GlobalAveragePooling2D", "EinsumDense"]
    assert classes(on([None, 4, 5, 6], instance({"gamma": (1,), "beta": (1,)}, None))) == [
        *("GroupNormalization", *mean, *SHARE[2:])
    ]


def test_channels_first_are_moved_behind_and_back() -> None:
    found = upgraded(on([None, 6, 4, 5], instance(BOTH, 1)), rule, OLD).layers[1]
    moves = [one.config["dims"] for one in found.layers if one.class_name == "Permute"]
    assert moves == [[2, 3, 1], [3, 1, 2]]


def test_without_epsilon_scale_and_offset_it_is_keras_own() -> None:
    bare = instance({}, -1, epsilon=0.0, center=False, scale=False)
    assert classes(on([None, 4, 5, 6], bare)) == ["GroupNormalization"]
    assert classes(on([None, 6], replace(bare, config={**bare.config, "axis": None}))) == ["LayerNormalization"]


def test_groups_are_parts_of_the_image() -> None:
    before = on([None, 4, 6], groups(BOTH, -1))
    inner = upgraded(before, rule, OLD).layers[1].layers[1:]
    assert [one.class_name for one in inner] == ["Reshape", "LayerNormalization", "Reshape", "EinsumDense"]
    assert inner[0].config["target_shape"] == [2, 12]
    gamma = before.layers[1].weights["gamma"].read()
    grouped = np.broadcast_to(gamma.reshape(2, 1, 3), (2, 4, 3)).reshape(4, 6)
    np.testing.assert_array_equal(inner[3].weights["kernel"].read(), grouped)


def test_refuses_unknown_sizes() -> None:
    check_refused(on([None, 4, 5, None], instance(BOTH, -1)), rule, "size_unknown", OLD)
    check_refused(on([None, None, 6], groups(BOTH, -1)), rule, "size_unknown", OLD)


@pytest.mark.parametrize("changes", [{"eps": 1e-5}, {"groups": 3}])
def test_leaves_other_layers_of_these_names_alone(changes: dict[str, Any]) -> None:
    check_noop(on([None, 4, 5, 6], instance(BOTH, -1, **changes)), rule, OLD)
    check_noop(on([None, 4, 6], replace(groups(BOTH, -1), package="")), rule, OLD)
    check_noop(on([None, 4, 6], replace(instance(BOTH, -1), package="Addons")), rule, OLD)


def test_refuses_masks() -> None:
    check_refused(masked(instance(BOTH, -1), 6), rule, "masked_input", OLD)
    check_refused(masked(groups(BOTH, -1), 6), rule, "masked_input", OLD)
