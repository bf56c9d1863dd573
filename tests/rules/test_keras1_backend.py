from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Layer, Source
from rekeras.rules.keras1_backend import rule
from tests.rule_cases import check_noop, check_refused, layer, source

UNSAID = replace(source("1"), backend="")


@pytest.mark.parametrize(
    "depending",
    [
        layer("Conv2D", kernel_size=[1, 3], strides=[1, 1], padding="valid"),
        layer("Conv2D", kernel_size=[1, 1], strides=[2, 2], padding="same"),
        layer("MaxPooling2D", pool_size=[2, 2], padding="same"),
    ],
    ids=["direction", "padding", "pooling"],
)
def test_refuses_what_backends_compute_differently(depending: Layer) -> None:
    finding = check_refused(depending, rule, "backend_unknown", UNSAID)
    assert "--source-backend" in finding.advice


@pytest.mark.parametrize(
    "same",
    [layer("Conv2D", kernel_size=[1, 1], padding="valid"), layer("MaxPooling2D", pool_size=[2, 2], padding="valid")],
    ids=["one-by-one", "pooling"],
)
def test_leaves_alone_what_they_compute_alike(same: Layer) -> None:
    check_noop(same, rule, UNSAID)


@pytest.mark.parametrize("told", [replace(UNSAID, backend="theano"), replace(UNSAID, keras_version="2.0.8")])
def test_leaves_alone_where_the_backend_is_known_or_keras_2_wrote(told: Source) -> None:
    check_noop(layer("Conv2D", kernel_size=[3, 3], padding="same"), rule, told)
