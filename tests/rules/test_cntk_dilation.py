from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Source
from rekeras.rules.cntk_dilation import rule
from tests.rule_cases import check_noop, check_refused, layer, source

CNTK = replace(source("2.1.6"), backend="cntk")


@pytest.mark.parametrize("class_name", ["Conv1D", "Conv2D", "Conv3D"])
def test_refuses_dilation(class_name: str) -> None:
    check_refused(layer(class_name, kernel_size=3, dilation_rate=2), rule, "cntk_dilation", CNTK)


def test_leaves_other_convolutions_alone() -> None:
    check_noop(layer("Conv2D", kernel_size=[3, 3], dilation_rate=[1, 1], strides=[2, 2]), rule, CNTK)


@pytest.mark.parametrize(
    "written_by", [replace(CNTK, keras_version="2.2.3"), replace(CNTK, backend="theano")], ids=["2.2.3", "theano"]
)
def test_leaves_alone_where_it_was_dilated(written_by: Source) -> None:
    check_noop(layer("Conv2D", kernel_size=[3, 3], dilation_rate=[2, 2]), rule, written_by)
