from __future__ import annotations

from rekeras.archive import Layer, Tensor
from rekeras.describe import describe
from rekeras.pairing.flat import pair_flat
from rekeras.pairing.model import Paired
from tests.archives import dense, input_layer, lstm, sequential, tensor


def pair(model: Layer, **tensors: Tensor) -> Paired:
    named = {name.replace("__", "/"): tensor for name, tensor in tensors.items()}
    return pair_flat(model, describe(model)[0], named)


def kernel_and_bias(*names: str) -> dict[str, Tensor]:
    made: dict[str, Tensor] = {}
    for number, name in enumerate(names):
        made |= {f"{name}__kernel": tensor(4, 4, seed=number), f"{name}__bias": tensor(4, seed=number)}
    return made


def model(*names: str) -> Layer:
    return sequential(input_layer("x", 4), *(dense(name, 4, 4) for name in names))


def test_names_tell_in_any_order() -> None:
    tensors = kernel_and_bias("b", "a")
    paired = pair(model("a", "b"), **dict(reversed(tensors.items())))
    assert paired.model.layers[1].weights["kernel"] is tensors["a__kernel"]
    assert (paired.findings, paired.leftovers) == ((), ())


def test_a_name_with_slashes_wins_over_a_part_of_it() -> None:
    tensors = kernel_and_bias("conv", "conv__bn")
    paired = pair(model("conv", "conv/bn"), **tensors)
    assert paired.model.layers[2].weights["bias"] is tensors["conv__bn__bias"]


def test_layers_inside_models_and_wrappers() -> None:
    nested = sequential(input_layer("i", 4), dense("inner", 4, 4), name="nested")
    tensors = kernel_and_bias("inner", "outer")
    paired = pair(sequential(input_layer("x", 4), nested, dense("outer", 4, 4)), **tensors)
    assert paired.model.layers[1].layers[1].weights["kernel"] is tensors["inner__kernel"]
    assert paired.findings == ()


def test_cells_leave_no_name() -> None:
    names = {"kernel": tensor(4, 12), "recurrent_kernel": tensor(3, 12), "bias": tensor(12)}
    paired = pair(sequential(input_layer("x", 5, 4), lstm("l", 4, 3)), **{f"l__{name}": t for name, t in names.items()})
    assert dict(paired.model.layers[1].weights) == names


def test_a_counter_in_all_names_says_nothing() -> None:
    tensors = kernel_and_bias("a_1", "b_1")
    paired = pair(model("a", "b"), **tensors)
    assert paired.model.layers[2].weights["kernel"] is tensors["b_1__kernel"]


def test_else_the_order_of_the_layers_names_tells() -> None:
    """`dense_10` comes before `dense_2`, as HDF5 sorts them, and the converter with it."""
    tensors = kernel_and_bias("first", "second")
    paired = pair(model("dense_2", "dense_10"), **tensors)
    assert paired.model.layers[2].weights["kernel"] is tensors["first__kernel"]
    assert [finding.code for finding in paired.findings] == ["weights_by_order"]


def test_says_what_is_missing_and_what_does_not_fit() -> None:
    assert [finding.code for finding in pair(model("a", "b"), **kernel_and_bias("a")).findings] == ["weights_missing"]
    wrong = kernel_and_bias("a") | {"a__kernel": tensor(9, 4)}
    assert [finding.code for finding in pair(model("a"), **wrong).findings] == ["weights_disagree"]
    more = kernel_and_bias("a", "b")
    assert any(finding.code.startswith("weights") for finding in pair(model("a"), **more).findings)
