"""Damaged and hostile streams end in one error, in time and without using memory."""

from __future__ import annotations

import base64
import json
import marshal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekeras.bytecode.code_layout import BytecodeError, Layout
from rekeras.bytecode.decompile import decompile, mentioned
from rekeras.bytecode.marshal_stream import read_marshal
from tests.zoo import ZOO

MARSHALLED = json.loads((ZOO / "code" / "marshalled.json").read_bytes())
CODES = [base64.b64decode(code) for codes in MARSHALLED.values() for code in codes.values()]


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -(10**30), 1.5, 2 + 3j, "text", "é\U0001f600", b"bytes", (1, (2, "a", "a")), [1], {"a": [2]}, ...],
)
def test_plain_values(value: Any) -> None:
    for version in (2, 3, 4):
        assert read_marshal(marshal.dumps(value, version), Layout.PYTHON38) == value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cut off"),
        (b"(\xff\xff\xff\x7f", "cut off"),
        (b"s\xff\xff\xff\x7fabc", "cut off"),
        (b"l\xff\xff\xff\x7f", "cut off"),
        (b"\xa8\x01\x00\x00\x00r\x00\x00\x00\x00", "refers to itself"),
        (b"r\x09\x00\x00\x00", "refers to itself"),
        (b"R\x09\x00\x00\x00", "does not hold"),
        (b")\x01" * 200 + b"N", "too deeply"),
        (b"{[\x00\x00\x00\x00N0", "impossible keys"),
        (b"f\x03abc", "damaged"),
        (b"Q", "unknown kind"),
        (b"NN", "follow"),
    ],
)
def test_damaged_streams(data: bytes, said: str) -> None:
    with pytest.raises(BytecodeError, match=said):
        read_marshal(data, Layout.PYTHON2)


@given(st.sampled_from(CODES), st.data())
def test_changed_streams_end_in_source_or_one_error(code: bytes, data: st.DataObject) -> None:
    changed = bytearray(code)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(code) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(code), data.draw(st.integers(0, len(code)))]))
    try:
        assert decompile(bytes(changed[:cut])).source
    except BytecodeError as error:
        assert str(error)
    mentioned(bytes(changed[:cut]))


@given(st.binary(max_size=300))
def test_any_bytes_end_in_one_error(data: bytes) -> None:
    with pytest.raises(BytecodeError):
        decompile(b"\xe3" + data)
