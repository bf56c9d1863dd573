from __future__ import annotations

import pytest

from rekeras.containers.object_graph import ObjectGraph, TrackedObject
from rekeras.pairing.object_reasons import (
    MOVING_AVERAGE,
    OPTIMIZER,
    STEP,
    UNKNOWN,
    reason_of,
    reason_of_name,
    severity_of,
)
from rekeras.records import Severity

GRAPH = ObjectGraph(
    (
        TrackedObject({"optimizer": 1, "layer-0": 2}, {}),
        TrackedObject({"iter": 3}, {}, slots=(("m", 4, 5),)),
        TrackedObject({"kernel": 4, "_random_generator": 6}, {}),
        *(TrackedObject({}, {}) for _number in range(4)),
    )
)


@pytest.mark.parametrize(
    ("key", "number", "reason"),
    [
        ("optimizer/iter", 3, OPTIMIZER),
        ("anything", 5, OPTIMIZER),
        ("layer-0/kernel/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE", None, OPTIMIZER),
        ("layer-0/lookup_table/.ATTRIBUTES/table-keys", None, "the vocabulary, which stands in the configuration now"),
        ("state", 6, "the state of a random generator"),
        ("save_counter/.ATTRIBUTES/VARIABLE_VALUE", None, "how often it was saved"),
        ("layer-0/kernel", 4, UNKNOWN),
        ("something", None, UNKNOWN),
    ],
)
def test_reasons(key: str, number: int | None, reason: str) -> None:
    assert reason_of(key, GRAPH, number) == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dense/kernel/Adam", OPTIMIZER),
        ("training/SGD/Variable", OPTIMIZER),
        ("beta1_power", OPTIMIZER),
        ("normalization/moving_mean/biased", MOVING_AVERAGE),
        ("global_step", STEP),
        ("other/kernel", UNKNOWN),
    ],
)
def test_reasons_of_names(name: str, reason: str) -> None:
    assert reason_of_name(name.split("/")) == reason


def test_only_what_nobody_expects_needs_attention() -> None:
    assert severity_of(UNKNOWN) is Severity.ATTENTION
    assert {severity_of(reason) for reason in (OPTIMIZER, STEP, MOVING_AVERAGE)} == {Severity.NOTE}
