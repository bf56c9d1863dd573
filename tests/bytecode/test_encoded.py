from __future__ import annotations

import base64
import json

import pytest

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.encoded import is_encoded, read_function
from tests.zoo import ZOO

CODE = json.loads((ZOO / "code" / "marshalled.json").read_bytes())["3.6"]["identity"]
DATA = base64.b64decode(CODE)


@pytest.mark.parametrize(
    "spelling",
    [
        [base64.encodebytes(DATA).decode(), [2, [3, 4]], [5]],
        [DATA.decode("latin-1"), [2, [3, 4]], [5]],
        {"class_name": "__lambda__", "config": {"code": CODE, "defaults": [2, [3, 4]], "closure": [5]}},
    ],
)
def test_every_spelling_gives_the_same(spelling: object) -> None:
    assert is_encoded(spelling)
    found = read_function(spelling)
    assert (found.data, found.defaults, found.closure) == (DATA, (2, (3, 4)), (5,))


def test_names_are_no_code() -> None:
    assert not is_encoded("relu")
    assert not is_encoded({"class_name": "function", "config": "relu"})


@pytest.mark.parametrize("value", ["relu", [], [3], ["relu"], ["\U0001f600"], {"class_name": "__lambda__"}, None])
def test_what_is_no_function_is_refused(value: object) -> None:
    with pytest.raises(BytecodeError):
        read_function(value)
