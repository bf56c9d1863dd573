from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layout.axes import PLAIN
from tests.layout.moving import IMAGE, SHAPE, moved


def test_takes_one_order() -> None:
    result = moved(Layer("Add", "add"), PLAIN, IMAGE, IMAGE)
    assert result is not None
    assert (result.inputs, result.output) == ((IMAGE, IMAGE, IMAGE), IMAGE)


def test_moves_the_axis() -> None:
    result = moved(Layer("Concatenate", "both", {"axis": -3}), IMAGE, IMAGE)
    assert result is not None
    assert result.layer.config["axis"] == 3


def test_leaves_tensors_of_several_ranks_alone() -> None:
    assert moved(Layer("Add", "add"), IMAGE, PLAIN, shapes=(SHAPE, (None, 9))) is None


def test_leaves_plain_tensors_alone() -> None:
    assert moved(Layer("Concatenate", "both", {"axis": 1}), PLAIN, PLAIN) is None
