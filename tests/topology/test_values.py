from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rekeras.limits import DEFAULT_LIMITS
from rekeras.topology.place import Place
from rekeras.topology.values import notice_non_finite, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"class_name": "__tuple__", "items": [1, [2]]}, [1, [2]]),
        ({"a": ({"class_name": "TensorShape", "items": [None, 3]}, 1)}, {"a": [[None, 3], 1]}),
        ({"class_name": "Zeros", "config": {}, "shared_object_id": 4}, {"class_name": "Zeros", "config": {}}),
    ],
)
def test_spellings_of_tuples_shapes_and_objects_become_plain(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        {"class_name": "__tuple__", "items": [1], "more": 2},
        {"class_name": ["__tuple__"], "items": [1]},
        {"class_name": "Other", "items": [1]},
        {"shared_object_id": 3},
        "text",
        None,
        1.5,
    ],
)
def test_everything_else_stays_as_it_is(value: Any) -> None:
    assert plain(value) == value


def test_numbers_that_are_not_finite_are_noticed_with_their_place() -> None:
    place = Place(Path("model.h5"), DEFAULT_LIMITS, ("encoder", "dense"))
    notice_non_finite({"rate": 0.5, "inner": [{"low": float("-inf")}]}, place)
    assert [(finding.code, finding.where, finding.found) for finding in place.findings] == [
        ("config_not_finite", "encoder / dense", "config key `inner[0].low` is -inf")
    ]
