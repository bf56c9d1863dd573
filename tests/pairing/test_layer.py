from __future__ import annotations

from rekeras.archive import Layer
from rekeras.pairing.layer import Pairing, pair_layer
from tests.pairing.cases import dense, described, group, named_group, normalization, origins, sequential


def pair_dense(**shapes: tuple[int, ...]) -> Pairing:
    layer = dense("d", 4)
    return pair_layer(layer, described(layer, 3), group("d", **shapes))


def test_finds_variables_by_name_in_any_order() -> None:
    assert origins(pair_dense(d__bias=(4,), d__kernel=(3, 4))) == {"kernel": "d/kernel", "bias": "d/bias"}


def test_finds_variables_by_order_where_names_say_nothing() -> None:
    assert origins(pair_dense(param_0=(3, 4), param_1=(4,))) == {"kernel": "param_0", "bias": "param_1"}


def test_refuses_names_that_say_something_else() -> None:
    assert "names or shapes disagree" in pair_dense(d__kernel=(3, 4), d__offset=(4,)).problem


def test_refuses_shapes_that_disagree_and_shows_both_sides() -> None:
    pairing = pair_dense(d__kernel=(5, 4), d__bias=(4,))
    assert pairing.problem == (
        "tensors whose shapes disagree with the config; the file has: d/kernel:0 (5, 4), d/bias:0 (4,)"
    )
    assert pairing.expected == "kernel (3, 4), bias (4,)"
    assert pairing.weights == {}


def test_refuses_missing_and_extra_tensors() -> None:
    assert "some are missing" in pair_dense(d__kernel=(3, 4)).problem
    assert "more than the layer has" in pair_dense(d__kernel=(3, 4), d__bias=(4,), d__scale=(4,)).problem


def test_names_inside_a_model_win_over_the_order() -> None:
    """Frozen when it was saved, not frozen in the config: same shapes, so that only the names tell."""
    model = sequential("base", dense("a", 3), dense("b", 3))
    saved = group("base", b__kernel=(3, 3), b__bias=(3,), a__kernel=(3, 3), a__bias=(3,))
    assert origins(pair_layer(model, described(model, 3), saved)) == {
        "a/kernel": "a/kernel",
        "a/bias": "a/bias",
        "b/kernel": "b/kernel",
        "b/bias": "b/bias",
    }


def test_the_order_tells_where_names_are_of_another_session() -> None:
    model = sequential("base", dense("a", 3, trainable=False), dense("b", 5))
    saved = group("base", b_1__kernel=(3, 5), b_1__bias=(5,), a_1__kernel=(3, 3), a_1__bias=(3,))
    assert origins(pair_layer(model, described(model, 3), saved))["b/kernel"] == "b_1/kernel"


def test_only_one_order_may_fit() -> None:
    model = sequential("base", dense("a", 3, trainable=False), dense("b", 3))
    saved = group("base", p__kernel=(3, 3), p__bias=(3,), q__kernel=(3, 3), q__bias=(3,))
    assert "several ways" in pair_layer(model, described(model, 3), saved).problem


def test_a_model_listed_layer_by_layer_is_found_by_order() -> None:
    listed = {f"param_{index}": shape for index, shape in enumerate([(4,), (4,), (4,), (4,), (4, 2), (2,)])}
    both = sequential("base", normalization("bn"), dense("d", 2))
    pairing = pair_layer(both, described(both, 4), named_group("base", listed))
    assert origins(pairing)["d/kernel"] == "param_4"
    assert origins(pairing)["bn/moving_mean"] == "param_2"


def test_an_unknown_class_takes_its_tensors_under_their_own_names() -> None:
    layer = Layer("Mine", "mine")
    pairing = pair_layer(layer, described(layer, 3), group("mine", mine__deep__theta=(3,), other=(2,)))
    assert origins(pairing) == {"deep/theta": "mine/deep/theta", "other": "other"}


def test_a_registered_class_is_unknown_even_if_keras_has_one_of_that_name() -> None:
    layer = Layer("Dense", "d", {"units": 4}, package="Custom")
    assert origins(pair_layer(layer, described(layer, 3), group("d", d__theta=(3,)))) == {"theta": "d/theta"}


def test_unknown_and_known_classes_in_one_model_share_by_name() -> None:
    model = sequential("base", dense("a", 3), Layer("Mine", "mine"), Layer("Other", "other"))
    saved = group("base", a__kernel=(3, 3), a__bias=(3,), other__kernel=(1,), mine__theta=(2,), loose=(1,))
    assert origins(pair_layer(model, described(model, 3), saved)) == {
        "a/kernel": "a/kernel",
        "a/bias": "a/bias",
        "other/other/kernel": "other/kernel",
        "mine/mine/theta": "mine/theta",
        "mine/loose": "loose",
    }


def test_two_tensors_of_one_name_are_both_kept() -> None:
    layer = Layer("Mine", "mine")
    saved = named_group("mine", {"mine/theta:0": (1,), "theta:0": (2,)})
    assert list(pair_layer(layer, described(layer, 3), saved).weights[()]) == ["theta", "theta:1"]
