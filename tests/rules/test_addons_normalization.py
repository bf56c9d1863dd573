from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_normalization import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def addons(class_name: str, variables: tuple[str, ...] = ("gamma", "beta"), **config: Any) -> Layer:
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(variables, (6,))
    return replace(layer(class_name, "norm", shapes, **config), package="Addons")


def keras(before: Layer, **config: Any) -> Layer:
    names = [name for name in ("gamma", "beta") if name in before.weights]
    weights = {name: before.weights[name] for name in names}
    return Layer("GroupNormalization", "norm", config, weights)


def test_both_become_group_normalization() -> None:
    instance = addons("InstanceNormalization", ("beta", "gamma"), groups=6, axis=-1)
    check_upgraded(instance, keras(instance, groups=-1, axis=-1), rule)
    group = addons("GroupNormalization", ("gamma",), groups=3, axis=1, center=False)
    check_upgraded(group, keras(group, groups=3, axis=1, center=False), rule)


def test_finds_variables_in_the_scopes_of_an_inner_model() -> None:
    before = addons("InstanceNormalization", axis=-1)
    scoped = replace(before, weights={f"norm/{name}": tensor for name, tensor in before.weights.items()})
    check_upgraded(scoped, keras(before, groups=-1, axis=-1), rule)


def test_without_weights() -> None:
    bare = addons("InstanceNormalization", (), axis=-1, center=False, scale=False)
    check_upgraded(bare, keras(bare, groups=-1, axis=-1, center=False, scale=False), rule)


@pytest.mark.parametrize("package", ["", "keras_contrib", "my_layers"])
def test_leaves_namesakes_of_others_alone(package: str) -> None:
    check_noop(replace(addons("InstanceNormalization", axis=-1), package=package), rule)


def test_leaves_what_it_does_not_understand() -> None:
    check_noop(addons("InstanceNormalization", axis=-3), rule)
    check_noop(addons("GroupNormalization", axis=-1), rule)
    check_noop(addons("InstanceNormalization", ("gamma",), axis=-1), rule)
