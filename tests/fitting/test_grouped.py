from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.fitting.grouped import Grouped, apart, groups_of_names
from rekeras.fitting.piece import Piece, Place, with_own_variables
from rekeras.layers._description import Description
from rekeras.pairing.groups import Named
from tests.pairing.cases import dense, described, group, named_group

KNOWN = Place(("hidden",), dense("hidden", 4), described(dense("hidden", 4), 3))


def custom(**shapes: tuple[int, ...]) -> Place:
    """A layer of a class that nobody knows, with the values that the architecture came with."""
    names = {name.replace("__", "/"): shape for name, shape in shapes.items()}
    layer = Layer("Mine", "mine", weights={name: ArrayTensor(np.zeros(shape)) for name, shape in names.items()})
    return Place(("mine",), layer, with_own_variables(layer, Description()))


def piece(**shapes: tuple[int, ...]) -> Piece:
    return Piece("mine", group("mine", **shapes).entries)


def test_a_known_layer_is_filled_by_names() -> None:
    fit = Grouped(None, ()).one(KNOWN, Piece("other", group("other", other__bias=(4,), other__kernel=(3, 4)).entries))
    assert fit.layer is not None
    assert {name: tensor.shape for name, tensor in fit.layer.weights.items()} == {"kernel": (3, 4), "bias": (4,)}


def test_a_known_layer_says_why_nothing_fits() -> None:
    fit = Grouped(None, ()).one(KNOWN, piece(kernel=(3, 5), bias=(5,)))
    assert fit.layer is None
    assert "shapes disagree" in fit.problem


def test_another_class_is_filled_by_shapes_that_are_there_once() -> None:
    place = custom(inner__vars__0=(3, 4), vars__0=(5,))
    fit = Grouped(None, ()).one(place, piece(scale=(5,), kernel=(3, 4)))
    assert fit.layer is not None
    assert not fit.findings
    assert {name: tensor.origins for name, tensor in fit.layer.weights.items()} == {
        "inner/vars/0": ("mine/kernel:0",),
        "vars/0": ("mine/scale:0",),
    }


def test_own_variables_of_another_class_are_filled_in_their_order_and_it_is_said() -> None:
    fit = Grouped(None, ()).one(custom(vars__0=(5,), vars__1=(5,)), piece(alpha=(5,), beta=(5,)))
    assert fit.layer is not None
    assert [finding.code for finding in fit.findings] == ["order_assumed"]


def test_inner_layers_of_another_class_are_not_guessed() -> None:
    fit = Grouped(None, ()).one(custom(a__vars__0=(5, 5), b__vars__0=(5, 5)), piece(one=(5, 5), two=(5, 5)))
    assert fit.layer is None
    assert "nobody knows in which order" in fit.problem


def test_an_inner_model_is_taken_apart_by_the_names_of_its_tensors() -> None:
    found = apart(named_group("base", {"base/a/kernel:0": (2,), "base/b/gamma:0": (3,), "base/a/bias:0": (4,)}))
    assert [(part.name, len(part.entries)) for part in found] == [("a", 2), ("b", 1)]


def test_names_alone_tell_layers_below_what_all_have_in_common() -> None:
    names = ("net/first/kernel", "net/first/bias", "net/second/kernel")
    tensors = {name: ArrayTensor(np.zeros(2)) for name in names}
    assert [part.name for part in groups_of_names(tensors)] == ["first", "second"]


def test_pieces_are_groups_with_tensors() -> None:
    holding = Grouped(None, (group("x"), group("first", kernel=(2, 3))))
    assert [one.label for one in holding.pieces((), flat=False)] == ["first"]
    assert isinstance(holding.pieces((), flat=True)[0].entries[0], Named)
