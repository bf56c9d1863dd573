from __future__ import annotations

import pytest

from rekeras.rules.data_format import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["Conv1D", "MaxPooling1D", "Flatten", "ZeroPadding1D", "Resizing", "RandomFlip"])
def test_absence_meant_channels_last(class_name: str) -> None:
    check_upgraded(layer(class_name), layer(class_name, data_format="channels_last"), rule)
    check_upgraded(layer(class_name, data_format=None), layer(class_name, data_format="channels_last"), rule)


def test_leaves_alone_what_says_it() -> None:
    check_noop(layer("Conv1D", data_format="channels_first"), rule)
    check_noop(layer("Dense"), rule)
