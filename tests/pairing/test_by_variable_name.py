from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer, Tensor
from rekeras.describe import describe
from rekeras.pairing.by_variable_name import pair_by_variable_name
from rekeras.pairing.model import Paired
from tests.archives import sequential

DENSE = Layer("Dense", "dense", {"units": 2, "use_bias": True, "batch_input_shape": [None, 3]})
SECOND = Layer("Dense", "dense_1", {"units": 2, "use_bias": False})
SHAPES = {"dense/kernel": (3, 2), "dense/bias": (2,), "dense_1/kernel": (2, 2)}


def pair(model: Layer, shapes: dict[str, tuple[int, ...]]) -> Paired:
    tensors: dict[str, Tensor] = {
        name: ArrayTensor(np.zeros(shape, "float32"), (name,)) for name, shape in shapes.items()
    }
    return pair_by_variable_name(model, describe(model)[0], tensors)


def test_pairs_by_the_names_of_layers() -> None:
    paired = pair(sequential(DENSE, SECOND), {"dense_1/kernel/Adam": (2, 2), "beta1_power": (), **SHAPES})
    assert {
        f"{layer.name}/{name}": tensor.origins[0]
        for layer in paired.model.layers
        for name, tensor in layer.weights.items()
    } == {name: name for name in SHAPES}
    assert paired.findings == ()
    assert {one.tensor.origins[0] for one in paired.leftovers} == {"dense_1/kernel/Adam", "beta1_power"}


def test_outer_names_decide_between_equal_inner_ones() -> None:
    towers = sequential(replace(sequential(DENSE), name="left"), replace(sequential(SECOND), name="right"))
    right = replace(towers.layers[1], layers=(replace(SECOND, name="dense"),))
    paired = pair(
        replace(towers, layers=(towers.layers[0], right)),
        {"left/dense/kernel": (3, 2), "left/dense/bias": (2,), "right/dense/kernel": (2, 2)},
    )
    assert paired.findings == ()
    assert paired.model.layers[1].layers[0].weights["kernel"].origins == ("right/dense/kernel",)


@pytest.mark.parametrize(
    ("shapes", "code", "found"),
    [
        ({**SHAPES, "dense/bias": (5,)}, "weights_disagree", "the checkpoint has dense/bias (5,)"),
        (
            {name: shape for name, shape in SHAPES.items() if name != "dense/bias"},
            "weights_missing",
            "the checkpoint has no single variable of that layer and name",
        ),
        (
            {**SHAPES, "a/dense_1/kernel": (2, 2), "b/dense_1/kernel": (2, 2), "dense_1/kernel": (9, 9)},
            "weights_disagree",
            "the checkpoint has dense_1/kernel (9, 9)",
        ),
    ],
)
def test_refuses_what_does_not_fit(shapes: dict[str, tuple[int, ...]], code: str, found: str) -> None:
    (finding,) = pair(sequential(DENSE, SECOND), shapes).findings
    assert (finding.code, finding.found) == (code, found)


def test_several_of_one_name_are_not_guessed() -> None:
    shapes = {"a/dense/kernel": (3, 2), "b/dense/kernel": (3, 2), "dense/bias": (2,)}
    (finding,) = pair(sequential(DENSE), shapes).findings
    assert finding.code == "weights_missing"
    assert "a/dense/kernel, b/dense/kernel" in finding.found
