"""JSON and YAML text, read without trust: bounded in size and depth, nothing constructed but plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import Limits


def parse_json(text: str | bytes, where: str | Path, limits: Limits) -> Any:
    """Read JSON as plain values; ``NaN`` and ``Infinity`` (which Python's writer allows) become floats.

    Raises:
        UnreadableFileError: It is no JSON, or an object has a key twice.
        LimitError: It is larger or deeper than allowed.
    """
    text = decoded(text, where, limits)
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, where))
    except json.JSONDecodeError as problem:
        found = f"is no valid JSON: {problem.msg.removesuffix(' at')} at line {problem.lineno}, column {problem.colno}"
        cut = problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated")
        advice = "The text ends too early: it was cut off." if cut else ""
        raise UnreadableFileError(where, found, advice=advice) from problem
    except RecursionError as problem:
        raise LimitError(where, "depth of the configuration", limits.config_depth, limits.config_depth + 1) from problem
    require_bounded(value, where, limits)
    return value


def decoded(text: str | bytes, where: str | Path, limits: Limits) -> str:
    """The text, checked for size and encoding before anything is parsed."""
    limits.require("size of the configuration in bytes", len(text), limits.config_bytes, where)
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableFileError(where, f"is no UTF-8 text (byte {problem.start})") from problem


def _object(pairs: list[tuple[str, Any]], where: str | Path) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableFileError(where, f"has the key {twice!r} twice in one object")
    return value


def require_bounded(value: Any, where: str | Path, limits: Limits) -> None:
    """Check depth and number of values, counting a value that YAML refers to twice as two.

    Raises:
        LimitError: It is deeper or larger than allowed.
    """
    level: list[Any] = [value]
    depth = count = 0
    while level:
        limits.require("depth of the configuration", depth, limits.config_depth, where)
        below: list[Any] = []
        for item in level:
            below.extend(_inside(item))
            limits.require("values in the configuration", count + len(below), limits.config_bytes, where)
        count += len(below)
        level = [item for item in below if isinstance(item, dict | list)]
        depth += 1


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def non_finite(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Yield the place (``kernel_initializer.config.mean``) and value of every NaN or infinity in plain values."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):  # noqa: PLR0124
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from non_finite(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from non_finite(inner, f"{path}[{index}]")
