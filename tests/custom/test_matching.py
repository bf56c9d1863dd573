from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.custom.entries import Made, Stored
from rekeras.custom.matching import Matching, match

Sized = tuple[str, tuple[int, ...]]


def stored(*named: Sized) -> list[Stored]:
    return [Stored(name, ArrayTensor(np.zeros(shape, "float32"), (name,))) for name, shape in named]


def in_graph(*named: Sized) -> list[Stored]:
    """Tensors of an object graph."""
    key = ".ATTRIBUTES/VARIABLE_VALUE"
    return [Stored(name, ArrayTensor(np.zeros(shape, "float32"), (f"{name}/{key}",))) for name, shape in named]


def made(*named: Sized) -> list[Made]:
    """Variables by path; the attribute is the same without the layer's name."""
    return [Made(path, path.partition("/")[2], f"vars/{index}", shape) for index, (path, shape) in enumerate(named)]


def pairs(matching: Matching) -> dict[str, str]:
    return {variable.path: found.name for variable, found in matching.pairs}


def test_by_place() -> None:
    matching = match(stored(("vars/1", (2,)), ("vars/0", (2,))), made(("a/w", (2,)), ("a/b", (2,))))
    assert (matching.by, pairs(matching)) == ("place", {"a/w": "vars/0", "a/b": "vars/1"})


def test_by_attribute_in_any_order_and_without_underscores() -> None:
    matching = match(
        in_graph(("blocks/1/kernel", (2, 2)), ("blocks/0/kernel", (2, 2))),
        made(("a/blocks/0/_kernel", (2, 2)), ("a/blocks/1/_kernel", (2, 2))),
    )
    assert matching.by == "attribute"
    assert pairs(matching) == {"a/blocks/0/_kernel": "blocks/0/kernel", "a/blocks/1/_kernel": "blocks/1/kernel"}


def test_by_name_with_other_counters() -> None:
    matching = match(
        stored(("dense_9/kernel", (2, 2)), ("dense_10/kernel", (2, 2)), ("scale", (2,))),
        made(("block/scale", (2,)), ("block/dense/kernel", (2, 2)), ("block/dense_1/kernel", (2, 2))),
    )
    assert matching.by == "name"
    assert pairs(matching) == {
        "block/scale": "scale",
        "block/dense/kernel": "dense_9/kernel",
        "block/dense_1/kernel": "dense_10/kernel",
    }


def test_last_names_alone_count_in_the_order_of_the_file() -> None:
    matching = match(
        stored(("conv_7/kernel", (2, 2)), ("dense_1/kernel", (2, 2))),
        made(("b/first/kernel", (2, 2)), ("b/second/kernel", (2, 2))),
    )
    assert pairs(matching) == {"b/first/kernel": "conv_7/kernel", "b/second/kernel": "dense_1/kernel"}


def test_by_order_where_names_differ() -> None:
    matching = match(stored(("W", (3, 2)), ("b", (2,))), made(("a/kernel", (3, 2)), ("a/bias", (2,))))
    assert (matching.by, pairs(matching)) == ("order", {"a/kernel": "W", "a/bias": "b"})


def test_names_with_other_shapes_are_no_match() -> None:
    matching = match(stored(("w", (3, 2))), made(("a/w", (2, 3))))
    assert not matching.is_complete
    assert not matching.pairs


@pytest.mark.parametrize("extra", ["file", "code"])
def test_one_too_many_is_no_match_and_shown_beside_nothing(extra: str) -> None:
    more: list[Sized] = [("shift", (2,))]
    in_file: list[Sized] = [("w", (3, 2)), *(more if extra == "file" else [])]
    in_code: list[Sized] = [("a/w", (3, 2)), *([("a/shift", (2,))] if extra == "code" else [])]
    matching = match(stored(*in_file), made(*in_code))
    assert not matching.pairs
    (row,) = [row for row in matching.aligned if None in row]
    assert (row[0] is None) == (extra == "code")


def test_nothing_on_both_sides_is_complete() -> None:
    assert match([], []).is_complete


def test_order_does_not_overrule_names() -> None:
    matching = match(stored(("a", (2,)), ("b", (3,))), made(("l/b", (2,)), ("l/a", (3,))))
    assert not matching.is_complete


def test_attributes_of_an_object_graph_have_no_order() -> None:
    assert not match(in_graph(("a", (2,)), ("b", (2,))), made(("l/c", (2,)), ("l/d", (2,)))).is_complete


def test_names_in_a_file_of_names_are_no_attributes() -> None:
    named = stored(("dense_2/kernel", (2, 2)), ("dense_1/kernel", (2, 2)))
    first = Made("b/dense/kernel", "dense_2/kernel", "x/vars/0", (2, 2))
    second = Made("b/dense_1/kernel", "dense_1/kernel", "y/vars/0", (2, 2))
    assert pairs(match(named, [first, second])) == {
        "b/dense/kernel": "dense_1/kernel",
        "b/dense_1/kernel": "dense_2/kernel",
    }


def test_numbers_in_names_of_variables_tell_them_apart() -> None:
    matching = match(stored(("factor_1", (2,)), ("factor_0", (2,))), made(("l/factor_0", (2,)), ("l/factor_1", (2,))))
    assert pairs(matching) == {"l/factor_0": "factor_0", "l/factor_1": "factor_1"}
