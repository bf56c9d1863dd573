"""The Python code of a Lambda layer, for people: its source, and what it reaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.decompile import decompile, mentioned
from rekeras.bytecode.encoded import is_encoded, read_function
from rekeras.bytecode.reach import reaching
from rekeras.inspection import Lambda


def survey_lambda(where: str, function: Any) -> Lambda:
    """What is known of a Lambda.

    Args:
        where: Its address.
        function: What its config holds.
    """
    if not is_encoded(function):
        name = function.get("config") if isinstance(function, Mapping) else function
        return Lambda(where, name if isinstance(name, str) else "?")
    try:
        encoded = read_function(function)
        reaches = reaching(mentioned(encoded.data))
    except BytecodeError as problem:
        return Lambda(where, "?", problem=str(problem))
    try:
        found = decompile(encoded.data, defaults=encoded.defaults)
    except BytecodeError as problem:
        return Lambda(where, "?", problem=str(problem), reaches=reaches)
    return Lambda(where, found.name, found.source, reaches=reaches)
