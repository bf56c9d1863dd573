from __future__ import annotations

import pytest

from rekeras.containers.text import non_finite, parse_json
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits


def test_reads_plain_values() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": [1, null, "\xc3\xa9"]}', "m.json", DEFAULT_LIMITS) == {"a": [1, None, "é"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b'{"a": 1', "line 1, column 8.*cut off"),
        (b'{"a": \n bad}', "no valid JSON.*line 2, column 2"),
        (b"class_name: Sequential", "no valid JSON"),
        (b"", "no valid JSON"),
        (b'{"a": 1, "a": 2}', "key 'a' twice"),
        (b"\xff\xfe", "no UTF-8"),
    ],
)
def test_refuses_what_is_no_json(text: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        parse_json(text, "m.json", DEFAULT_LIMITS)


@pytest.mark.parametrize("depth", [202, 100_000])
def test_depth_has_a_limit(depth: int) -> None:
    with pytest.raises(LimitError, match="depth"):
        parse_json("[" * depth + "]" * depth, "m.json", DEFAULT_LIMITS)


def test_size_has_a_limit() -> None:
    with pytest.raises(LimitError, match="size of the configuration in bytes is 11, the limit is 10"):
        parse_json("[1, 2, 3, 4]"[:11], "m.json", Limits(config_bytes=10))


def test_finds_every_number_that_is_not_finite() -> None:
    value = parse_json('{"rate": NaN, "inner": {"list": [1.5, -Infinity]}, "text": "NaN"}', "m.json", DEFAULT_LIMITS)
    assert [(path, str(number)) for path, number in non_finite(value)] == [("rate", "nan"), ("inner.list[1]", "-inf")]
