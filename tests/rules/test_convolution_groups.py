from __future__ import annotations

import pytest

from rekeras.rules.convolution_groups import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    "class_name",
    ["DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", "Conv1DTranspose", "Conv3DTranspose"],
)
def test_drops_one(class_name: str) -> None:
    check_upgraded(layer(class_name, kernel_size=[3], groups=1), layer(class_name, kernel_size=[3]), rule)


def test_leaves_alone_groups_that_mean_something() -> None:
    check_noop(layer("Conv2D", groups=1), rule)
    check_noop(layer("Conv2DTranspose", groups=2), rule)
