from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.pairing.slots import orders, show_shape
from tests.pairing.cases import dense, described, normalization, sequential


def listed(layer: Layer, *shape: int) -> list[list[str]]:
    """Each order, as places of variables."""
    return [
        ["/".join((*slot.address, slot.variable.name)) for slot in order]
        for order in orders(layer, described(layer, *shape))
    ]


def test_a_plain_layer_has_one_order() -> None:
    assert listed(normalization("bn"), 4) == [["gamma", "beta", "moving_mean", "moving_variance"]]


def test_a_frozen_layer_lists_the_same() -> None:
    assert listed(normalization("bn", trainable=False), 4) == listed(normalization("bn"), 4)


def test_a_model_lists_what_is_trainable_first_or_one_layer_after_the_other() -> None:
    assert listed(sequential("base", normalization("bn"), dense("d", 2)), 4) == [
        ["bn/gamma", "bn/beta", "d/kernel", "d/bias", "bn/moving_mean", "bn/moving_variance"],
        ["bn/gamma", "bn/beta", "bn/moving_mean", "bn/moving_variance", "d/kernel", "d/bias"],
    ]


def test_freezing_an_inner_layer_moves_it_behind_the_others() -> None:
    found = listed(sequential("base", dense("a", 3, trainable=False), dense("b", 2)), 4)
    assert found[0] == ["b/kernel", "b/bias", "a/kernel", "a/bias"]
    assert found[1] == ["a/kernel", "a/bias", "b/kernel", "b/bias"]
    assert len(found) == 2


def test_a_frozen_model_lists_its_trainable_variables_first_all_the_same() -> None:
    inner = sequential("inner", normalization("bn"), trainable=False)
    found = listed(sequential("outer", inner, dense("d", 2)), 4)
    assert found[0] == [
        "d/kernel",
        "d/bias",
        "inner/bn/gamma",
        "inner/bn/beta",
        "inner/bn/moving_mean",
        "inner/bn/moving_variance",
    ]


def test_a_wrapped_layer_is_found_by_its_place() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": dense("inner", 2)})
    (order,) = orders(wrapper, described(wrapper, 5, 4))
    assert [(slot.address, slot.labels, slot.owner) for slot in order] == [(("layer",), ("inner",), "")] * 2
    assert [slot.shape for slot in order] == [(4, 2), (2,)]


def test_the_owner_is_the_innermost_layer_of_a_model() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": dense("inner", 2)})
    model = sequential("outer", sequential("base", wrapper))
    slot = orders(model, described(model, 5, 4))[0][0]
    assert (slot.address, slot.labels, slot.owner) == (
        ("base", "td", "layer"),
        ("base", "td", "inner"),
        "td",
    )


@pytest.mark.parametrize(("shape", "shown"), [((3, None), "(3, ?)"), ((3,), "(3,)"), ((), "()"), (None, "(any shape)")])
def test_shapes_are_shown_as_people_write_them(shape: tuple[int | None, ...] | None, shown: str) -> None:
    assert show_shape(shape) == shown
