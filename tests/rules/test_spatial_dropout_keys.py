from __future__ import annotations

import pytest

from rekeras.rules.spatial_dropout_keys import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"])
def test_drops_them(class_name: str) -> None:
    check_upgraded(layer(class_name, rate=0.2, trainable=True, noise_shape=None), layer(class_name, rate=0.2), rule)


def test_leaves_dropout_alone() -> None:
    check_noop(layer("Dropout", rate=0.2, trainable=True, noise_shape=[1, 4]), rule)
    check_noop(layer("SpatialDropout1D", rate=0.2), rule)
