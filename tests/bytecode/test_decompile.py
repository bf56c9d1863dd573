"""Code of every Python becomes source that does what the function did."""

from __future__ import annotations

import ast
import base64
import copy
import json
import runpy
from typing import Any

import pytest

from rekeras.bytecode.decompile import decompile, mentioned
from tests.zoo import ZOO

MARSHALLED = json.loads((ZOO / "code" / "marshalled.json").read_bytes())
SCOPE = runpy.run_path(str(ZOO / "code" / "functions.py"))
CASES = [(version, name) for version, codes in MARSHALLED.items() for name in codes]


def results(function: Any, arguments: list[tuple[Any, ...]]) -> list[Any]:
    return [function(*copy.deepcopy(values)) for values in arguments]


@pytest.mark.parametrize(("version", "name"), CASES)
def test_the_source_does_the_same(version: str, name: str) -> None:
    function, arguments = SCOPE["FUNCTIONS"][name]
    found = decompile(base64.b64decode(MARSHALLED[version][name]), defaults=function.__defaults__ or ())
    assert version in found.pythons
    scope = dict(SCOPE)
    if found.source.startswith("lambda"):
        again = eval(found.source, scope)  # noqa: S307 - our own functions
    else:
        exec(found.source, scope)  # noqa: S102
        again = scope[function.__name__]
    assert results(again, arguments) == results(function, arguments), found.source


def test_the_source_reads_as_it_was_written() -> None:
    found = decompile(base64.b64decode(MARSHALLED["3.6"]["straight"]))
    assert found.source == "def straight(x):\n    first = x[0]\n    second = x[1] * factor\n    return first - second"
    found = decompile(base64.b64decode(MARSHALLED["3.12"]["comprehension"]))
    assert found.source == "lambda x: [v * 2 + factor for v in x if v > 1]"


def test_python_2_has_variables_for_truth() -> None:
    found = decompile(base64.b64decode(MARSHALLED["2.7"]["constants"]))
    assert not {node.id for node in ast.walk(found.tree) if isinstance(node, ast.Name)}


def test_names_that_the_code_mentions() -> None:
    assert {"math", "sqrt", "floor"} <= mentioned(base64.b64decode(MARSHALLED["2.7"]["imported"]))
