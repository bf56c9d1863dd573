from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Variable
from rekeras.pairing.by_name import pair_by_name, without_common_counter
from rekeras.pairing.slots import Slot, orders
from tests.pairing.cases import dense, described, group, named_group, sequential


def slots_of(layer: Layer, *shape: int) -> tuple[Slot, ...]:
    return orders(layer, described(layer, *shape))[0]


def test_needs_the_name_of_the_inner_layer() -> None:
    slots = slots_of(sequential("base", dense("a", 3), dense("b", 3)), 3)
    saved = group("base", a__kernel=(3, 3), a__bias=(3,), b__kernel=(3, 3), b__bias=(3,))
    found = pair_by_name(slots, saved.entries)
    assert found is not None
    assert {(*slot.address, slot.variable.name): entry.name for slot, entry in found.items()} == {
        ("a", "kernel"): "a/kernel:0",
        ("a", "bias"): "a/bias:0",
        ("b", "kernel"): "b/kernel:0",
        ("b", "bias"): "b/bias:0",
    }
    renamed = group("base", c__kernel=(3, 3), c__bias=(3,), b__kernel=(3, 3), b__bias=(3,))
    assert pair_by_name(slots, renamed.entries) is None


def test_names_that_stand_twice_tell_nothing() -> None:
    slots = slots_of(dense("d", 3), 3)
    saved = named_group("d", {"d/kernel:0": (3, 3), "d/kernel_1:0": (3, 3)})
    assert pair_by_name(slots, saved.entries) is None


def test_names_of_outer_models_decide_between_inner_layers_of_one_name() -> None:
    slots = slots_of(sequential("top", sequential("left", dense("d", 3)), sequential("right", dense("d", 3))), 3)
    saved = group("top", right__d__kernel=(3, 3), right__d__bias=(3,), left__d__kernel=(3, 3), left__d__bias=(3,))
    found = pair_by_name(slots, saved.entries)
    assert found is not None
    assert [entry.name for entry in found.values()] == [
        "left/d/kernel:0",
        "left/d/bias:0",
        "right/d/kernel:0",
        "right/d/bias:0",
    ]


def test_a_name_of_several_parts_must_stand_there_whole() -> None:
    slots = [Slot((), Variable("query/kernel", (3, 3))), Slot((), Variable("key/kernel", (3, 3)))]
    saved = group("mha", mha__key__kernel=(3, 3), mha__query__kernel=(3, 3))
    found = pair_by_name(slots, saved.entries)
    assert found is not None
    assert [entry.name for entry in found.values()] == ["mha/query/kernel:0", "mha/key/kernel:0"]


def test_all_tensors_must_be_taken() -> None:
    saved = group("d", d__kernel=(3, 3), d__bias=(3,), d__extra=(3,))
    assert pair_by_name(slots_of(dense("d", 3), 3), saved.entries) is None


def test_names_of_wrapped_layers_decide_where_the_file_has_them() -> None:
    kernel = Variable("kernel", (3, 3))
    slots = [
        Slot(("forward_layer",), kernel, ("forward_gru",)),
        Slot(("backward_layer",), kernel, ("backward_gru",)),
    ]
    saved = group("b", b__backward_gru__gru_cell_2__kernel=(3, 3), b__forward_gru__gru_cell_1__kernel=(3, 3))
    found = pair_by_name(slots, saved.entries)
    assert found is not None
    assert [entry.name.split("/")[1] for entry in found.values()] == ["forward_gru", "backward_gru"]
    nameless = named_group("b", {"b/kernel:0": (3, 3), "b/kernel_1:0": (3, 3)})
    assert pair_by_name(slots, nameless.entries) is None


def test_the_counter_of_a_second_load_is_taken_off_where_all_scopes_have_it() -> None:
    saved = group("base", a_2__kernel=(3, 3), a_2__bias=(3,), b_2__kernel=(3, 3), b_2__bias=(3,))
    assert [entry.path[0] for entry in without_common_counter(saved.entries)] == ["a", "a", "b", "b"]


def test_counters_that_differ_are_left_alone() -> None:
    """Layers `dense` and `dense_1`, loaded twice, stand in the scopes `dense_2` and `dense_1_1`."""
    saved = group("base", dense_2__kernel=(3, 3), dense_1_1__kernel=(3, 3))
    assert without_common_counter(saved.entries) == saved.entries
    bare = group("base", dense__kernel=(3, 3), dense_1__kernel=(3, 3))
    assert without_common_counter(bare.entries) == bare.entries
