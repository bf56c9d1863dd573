from __future__ import annotations

import pytest

from rekeras.containers.yaml import parse_yaml
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits

DATA_STRUCTURES = "tensorflow.python.training.tracking.data_structures"


def test_tuples_and_anchors_become_plain_values() -> None:
    text = b"strides: &id001 !!python/tuple\n- 1\n- 2\nsize: *id001\nname: null\n"
    assert parse_yaml(text, "m.yaml", DEFAULT_LIMITS) == {"strides": [1, 2], "size": [1, 2], "name": None}


@pytest.mark.parametrize(
    "text",
    [
        f"axis: !!python/object/apply:{DATA_STRUCTURES}.ListWrapper\n- - 3\n",
        f"axis: !!python/object/new:{DATA_STRUCTURES}._ListWrapper\n  listitems:\n  - 3\n  state:\n    _length: 1\n",
    ],
)
def test_list_wrappers_of_tensorflow_become_lists(text: str) -> None:
    assert parse_yaml(text, "m.yaml", DEFAULT_LIMITS) == {"axis": [3]}


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['true']",
        "a: !!python/name:os.system",
        "a: !!python/module:os",
        "a: !!python/object/new:os.ListWrapper [[1]]",
        f"a: !!python/object/apply:{DATA_STRUCTURES}.Other [[1]]",
        f"a: !!python/object/apply:{DATA_STRUCTURES}.ListWrapper [1, 2]",
        "a: !!python/tuple 3",
    ],
)
def test_refuses_every_other_object(text: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"asks for something other than plain values.*line 1"):
        parse_yaml(text, "m.yaml", DEFAULT_LIMITS)


def test_refuses_what_is_no_yaml() -> None:
    with pytest.raises(UnreadableFileError, match="no valid YAML"):
        parse_yaml("a: [1\nb: }", "m.yaml", DEFAULT_LIMITS)


def test_a_list_inside_itself_ends_at_a_limit() -> None:
    with pytest.raises(LimitError, match="depth"):
        parse_yaml("a: &x [*x]", "m.yaml", DEFAULT_LIMITS)


def test_anchors_that_multiply_end_at_a_limit() -> None:
    levels = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 9)]
    with pytest.raises(LimitError, match="values in the configuration"):
        parse_yaml("\n".join(levels), "m.yaml", Limits(config_bytes=100_000))
