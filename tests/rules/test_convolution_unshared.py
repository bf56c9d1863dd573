from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.convolution_unshared import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer, sequential

GIVEN, PLACES, CHANNELS, FILTERS = (4, 5), (2, 5), 2, 3
WINDOW, STRIDES = (3, 2), (2, 1)


def local(implementation: int, shape: tuple[int, ...], data_format: str = "channels_last", **config: Any) -> Layer:
    return layer(
        "LocallyConnected2D",
        "local",
        {"kernel": shape, "bias": (*PLACES, FILTERS)},
        filters=FILTERS,
        kernel_size=list(WINDOW),
        strides=list(STRIDES),
        padding="same",
        data_format=data_format,
        implementation=implementation,
        activation="tanh",
        **config,
    )


def model(*layers: Layer, shape: tuple[int | None, ...] = (*GIVEN, CHANNELS)) -> Layer:
    return sequential(Layer("InputLayer", "x", {"batch_shape": [None, *shape]}), *layers)


def step(upgraded: Layer, class_name: str) -> Layer:
    (found,) = (inner for inner in upgraded.layers[1].layers if inner.class_name == class_name)
    return found


def connected() -> list[tuple[tuple[int, ...], ...]]:
    """Every place, input and part of the window that meet; windows of 3 start one before, those of 2 as well."""
    found: list[tuple[tuple[int, ...], ...]] = []
    for place, part in product(product(*map(range, PLACES)), product(*map(range, WINDOW))):
        row, column = place[0] * STRIDES[0] + part[0] - 1, place[1] * STRIDES[1] + part[1] - 1
        if 0 <= row < GIVEN[0] and 0 <= column < GIVEN[1]:
            found.append((place, (row, column), part))
    return found


@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_a_dense_kernel_is_cut_to_its_windows(data_format: str) -> None:
    first = data_format == "channels_first"
    shape = (CHANNELS, *GIVEN, FILTERS, *PLACES) if first else (*GIVEN, CHANNELS, *PLACES, FILTERS)
    before = local(2, shape, data_format)
    after, _changes, _findings = apply_rule(
        rule, model(before, shape=(CHANNELS, *GIVEN) if first else (*GIVEN, CHANNELS)), SOURCE
    )
    old: Any = before.weights["kernel"].read()
    new = step(after, "EinsumDense").weights["kernel"].read()
    apart = new.reshape(*PLACES, *WINDOW, CHANNELS, FILTERS)
    for place, given, part in connected():
        expected = old[:, *given, :, *place] if first else old[*given, :, *place, :]
        np.testing.assert_array_equal(apart[*place, *part], expected)
    assert np.count_nonzero(new) == len(connected()) * CHANNELS * FILTERS


def test_a_sparse_kernel_is_spread_by_output_then_input() -> None:
    order = sorted(
        (np.ravel_multi_index((*place, f), (*PLACES, FILTERS)), np.ravel_multi_index((*given, c), (*GIVEN, CHANNELS)))
        for place, given, _part in connected()
        for c in range(CHANNELS)
        for f in range(FILTERS)
    )
    dense: Any = np.zeros((prod(PLACES) * FILTERS, prod(GIVEN) * CHANNELS), "float32")
    before = local(3, (len(order),))
    for at, value in zip(order, before.weights["kernel"].read(), strict=True):
        dense[at] = value
    dense = dense.reshape(*PLACES, FILTERS, *GIVEN, CHANNELS)
    after, _changes, _findings = apply_rule(rule, model(before), SOURCE)
    new = step(after, "EinsumDense").weights["kernel"].read().reshape(*PLACES, *WINDOW, CHANNELS, FILTERS)
    for place, given, part in connected():
        np.testing.assert_array_equal(new[*place, *part], dense[*place, :, *given, :].T)


def test_windows_are_laid_side_by_side() -> None:
    after, (change,), findings = apply_rule(rule, model(local(2, (*GIVEN, CHANNELS, *PLACES, FILTERS))), SOURCE)
    assert (change.where, findings) == ("local", ())
    nested = after.layers[1]
    assert [inner.class_name for inner in nested.layers] == ["InputLayer", "ZeroPadding2D", "Conv2D", "EinsumDense"]
    assert step(after, "ZeroPadding2D").config["padding"] == [[1, 0], [1, 0]]
    convolution, einsum = step(after, "Conv2D"), step(after, "EinsumDense")
    assert (convolution.config["filters"], convolution.config["trainable"]) == (12, False)
    assert (einsum.config["output_shape"], einsum.config["activation"]) == ([*PLACES, FILTERS], "tanh")


def test_the_bias_of_channels_first_has_its_filters_first() -> None:
    before = local(2, (CHANNELS, *GIVEN, FILTERS, *PLACES), "channels_first")
    after, _changes, _findings = apply_rule(rule, model(before, shape=(CHANNELS, *GIVEN)), SOURCE)
    old, new = before.weights["bias"].read(), step(after, "EinsumDense").weights["bias"].read()
    np.testing.assert_array_equal(new, old.reshape(FILTERS, *PLACES).transpose(1, 2, 0))


def test_says_that_constraints_are_lost() -> None:
    before = local(2, (*GIVEN, CHANNELS, *PLACES, FILTERS), kernel_constraint={"class_name": "MaxNorm"})
    _after, _changes, (finding,) = apply_rule(rule, model(before), SOURCE)
    assert (finding.code, finding.where) == ("constraint_lost", "local")


def test_refuses_unknown_sizes_and_leaves_others_alone() -> None:
    kernel = (*GIVEN, CHANNELS, *PLACES, FILTERS)
    check_refused(model(local(2, kernel), shape=(None, 5, CHANNELS)), rule, "unshared_convolution")
    check_noop(layer("Conv2D", filters=2), rule)
