from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import TensorRef
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.topology.calls import Arguments, read_calls, read_ends
from rekeras.topology.place import Place

PLACE = Place(Path("model.h5"), DEFAULT_LIMITS, ("layer",))
X, Y = TensorRef("x"), TensorRef("y", 1, 2)


def calls(nodes: Any, class_name: str = "Dense") -> tuple[Arguments, ...]:
    return read_calls(nodes, class_name, {"x", "y"}, PLACE)


@pytest.mark.parametrize(
    ("node", "args"),
    [
        ([["x", 0, 0]], (X,)),  # Keras 1
        ([["x", 0, 0, {}]], (X,)),  # Keras 2
        ([["x", 0, 0, {}], ["y", 1, 2, {}]], ([X, Y],)),
        (["x", 0, 0, {}], (X,)),
        ({"a": ["x", 0, 0, {}], "b": ["y", 1, 2, {}]}, ({"a": X, "b": Y},)),
        ([["x", 0, 0, {}], [["y", 1, 2, {}]]], ([X, [Y]],)),
        ([["x", 0, 0, {}], ["_CONSTANT_VALUE", -1, [1.5, 2.5], {}]], ([X, [1.5, 2.5]],)),
        ([["_CONSTANT_VALUE", -1, 3]], (3,)),
    ],
)
def test_reads_the_first_argument_in_every_spelling(node: Any, args: Any) -> None:
    assert calls([node]) == (Arguments(args, {}),)


def test_reads_one_call_after_the_other() -> None:
    assert [call.args for call in calls([[["x", 0, 0, {}]], [["y", 1, 2, {}]]])] == [(X,), (Y,)]
    assert calls([]) == ()


def test_operations_of_tensorflow_keep_the_list_around_a_single_tensor() -> None:
    assert calls([[["x", 0, 0, {"axis": -1}]]], "TFOpLambda") == (Arguments(([X],), {"axis": -1}),)
    assert calls([["x", 0, 0, {"y": 2}]], "TFOpLambda") == (Arguments((X,), {"y": 2}),)


def test_reads_tensors_in_keyword_arguments_at_every_depth() -> None:
    keywords = {"mask": ["y", 1, 2], "more": {"states": [["x", 0, 0], None]}, "training": False}
    (call,) = calls([[["x", 0, 0, keywords]]])
    assert call.kwargs == {"mask": Y, "more": {"states": [X, None]}, "training": False}


def test_leaves_lists_alone_that_name_no_layer() -> None:
    keywords = {"names": ["a", 0, 0], "shape": [1, 2, 3], "words": ["x", "y", "z"]}
    (call,) = calls([[["x", 0, 0, keywords]]])
    assert call.kwargs == keywords


def test_reads_the_spelling_of_keras_3() -> None:
    tensor = {"class_name": "__keras_tensor__", "config": {"shape": [None, 3], "keras_history": ["y", 1, 2]}}
    node = {"args": [[tensor, {"class_name": "__tuple__", "items": [1, 2]}]], "kwargs": {"mask": tensor, "axis": 1}}
    assert calls([node]) == (Arguments(([Y, [1, 2]],), {"mask": Y, "axis": 1}),)


@pytest.mark.parametrize(
    "nodes",
    [
        {"x": 1},
        ["x"],
        [[]],
        [[[]]],
        [[["x", "y", 0, {}]]],
        [[["x", 0, 0, "text"]]],
        [[["x", 0, 0, {"a": 1}], ["y", 0, 0, {"a": 2}]]],
        [{"args": [], "kwargs": []}],
        [{"args": [{"class_name": "__keras_tensor__", "config": {}}], "kwargs": {}}],
    ],
)
def test_refuses_what_is_in_no_known_spelling(nodes: Any) -> None:
    with pytest.raises(UnreadableFileError, match=r"model\.h5: layer"):
        calls(nodes)


@pytest.mark.parametrize(
    ("structure", "ends"),
    [
        ([["x", 0, 0]], X),
        (["x", 0, 0], X),
        ([["x", 0, 0], ["y", 1, 2]], [X, Y]),
        ({"a": ["x", 0, 0]}, {"a": X}),
        ([[["x", 0, 0]], ["y", 1, 2]], [[X], Y]),
    ],
)
def test_a_single_end_is_bare_and_any_other_keeps_its_structure(structure: Any, ends: Any) -> None:
    assert read_ends(structure, PLACE, "input_layers") == ends


def test_refuses_ends_without_a_layer() -> None:
    with pytest.raises(UnreadableFileError, match="`output_layers` names no layer"):
        read_ends([], PLACE, "output_layers")
