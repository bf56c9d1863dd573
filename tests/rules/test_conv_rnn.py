from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.rules.conv_rnn import rule
from tests.rule_cases import check_noop, check_upgraded, layer

CELL = layer("ConvLSTM2DCell", "cell", {"kernel": (2, 2, 3, 16)}, filters=4, kernel_size=[2, 2])


def around(cell: Layer) -> Layer:
    return replace(layer("ConvRNN2D", "rnn", return_sequences=True), parts={"cell": cell})


def test_takes_the_cell_in() -> None:
    config = {"filters": 4, "kernel_size": [2, 2], "return_sequences": True}
    check_upgraded(around(CELL), Layer("ConvLSTM2D", "rnn", config, CELL.weights), rule)


def test_leaves_other_cells_alone() -> None:
    check_noop(around(layer("MyCell", "cell", filters=4)), rule)
    check_noop(around(replace(CELL, package="my_layers")), rule)
    check_noop(layer("ConvRNN2D", "rnn"), rule)
