from __future__ import annotations

from rekeras.containers.object_graph import VARIABLE, ObjectGraph, TrackedObject
from rekeras.pairing.optimizer_objects import optimizer_state
from tests.archives import tensor

TENSORS = {key: tensor(2) for key in ("kernel", "iter", "m", "rate", "second")}


def variable(key: str) -> TrackedObject:
    return TrackedObject({}, {VARIABLE: key})


def test_slots_say_which_variable_they_are_for() -> None:
    optimizer = TrackedObject({"iter": 3, "name": 0}, {}, slots=(("m", 2, 4),))
    objects = (TrackedObject({"optimizer": 1}, {}), optimizer, variable("kernel"), variable("iter"), variable("m"))
    found = optimizer_state(ObjectGraph(objects), TENSORS, {"kernel": "dense / kernel"})
    assert [(one.name, one.slot, one.variable) for one in found] == [
        ("iter", "iter", ""),
        ("m", "m", "dense / kernel"),
    ]


def test_a_list_gives_the_order() -> None:
    optimizer = TrackedObject({"_variables": 2, "_learning_rate": 5, "_iterations": 3}, {})
    listed = TrackedObject({"0": 3, "10": 6, "9": 4}, {})
    objects = (
        TrackedObject({"optimizer": 1}, {}),
        optimizer,
        listed,
        variable("iter"),
        variable("m"),
        variable("rate"),
    )
    found = optimizer_state(ObjectGraph((*objects, variable("second"))), TENSORS, {})
    assert [one.name for one in found] == ["iter", "rate", "m", "second"]


def test_none_without_an_optimizer() -> None:
    assert optimizer_state(ObjectGraph((TrackedObject({"layer-0": 0}, {}),)), TENSORS, {}) == ()
