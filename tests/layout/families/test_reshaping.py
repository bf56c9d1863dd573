from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.layout.axes import PLAIN, spelled_out
from tests.layout.moving import IMAGE, moved

ARRAY = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
OTHER = (0, 3, 1, 2)


@pytest.mark.parametrize("given", [PLAIN, IMAGE, OTHER])
@pytest.mark.parametrize("dims", [[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 3, 2], [3, 2, 1]])
def test_permutes_the_same(given: tuple[int, ...], dims: list[int]) -> None:
    layer = Layer("Permute", "permute", {"dims": dims})
    result = moved(layer, given)
    if result is None:
        assert given == PLAIN
        return
    new = ARRAY.transpose(spelled_out(given, 4)).transpose([0, *result.layer.config["dims"]])
    assert np.array_equal(new, ARRAY.transpose([0, *dims]).transpose(spelled_out(result.output, 4)))


def test_a_permute_that_puts_channels_first_has_nothing_left_to_do() -> None:
    result = moved(Layer("Permute", "to_first", {"dims": [3, 1, 2]}), PLAIN)
    assert result is not None
    assert (result.layer.config["dims"], result.output) == ([1, 2, 3], IMAGE)


def test_flattens_as_with_channels_last() -> None:
    result = moved(Layer("Flatten", "flat", {"data_format": "channels_first"}), PLAIN)
    assert result is not None
    assert (result.inputs, result.output) == ((IMAGE,), PLAIN)


def test_leaves_other_flattening_alone() -> None:
    assert moved(Layer("Flatten", "flat", {"data_format": "channels_last"}), IMAGE) is None
    assert moved(Layer("Flatten", "flat", {"data_format": "channels_first"}), PLAIN, shapes=((None, 3),)) is None
