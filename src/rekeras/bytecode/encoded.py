"""The spellings in which Keras put a code object into a config.

| written by | spelling |
|---|---|
| Keras 1 to 2.1 | the bytes as text, one character each (``raw_unicode_escape``) |
| Keras 2.1 to 2.15 | base64 in lines, in a list with defaults and closure |
| ``.keras`` files | the same in an object of class ``__lambda__``: ``code``, ``defaults``, ``closure`` |

Source: ``func_dump`` in ``keras/utils/generic_utils.py``, ``serialize_dict`` in ``keras/saving/serialization_lib.py``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.bytecode.code_layout import BytecodeError

HEADS = (b"c", b"\xe3")
"""How a marshalled code object begins, unmarked or marked for later reference."""


@dataclass(frozen=True)
class EncodedFunction:
    """A function in a config: marshalled code, default values of its last arguments, values of its free variables."""

    data: bytes
    defaults: tuple[Any, ...] = ()
    closure: tuple[Any, ...] = ()


def is_encoded(value: Any) -> bool:
    """Whether a config value is such a function rather than the name of one."""
    if isinstance(value, Mapping):
        return value.get("class_name") == "__lambda__"
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], str)


def read_function(value: Any) -> EncodedFunction:
    """Read the ``function`` of a Lambda's config.

    Raises:
        BytecodeError: It is in no known spelling.
    """
    if isinstance(value, Mapping):
        config = value.get("config")
        value = [config.get(key) for key in ("code", "defaults", "closure")] if isinstance(config, Mapping) else None
    if not isinstance(value, list | tuple) or not value or not isinstance(value[0], str):
        raise BytecodeError("the function stands in no known spelling")
    code, defaults, closure = (*value, None, None)[:3]
    return EncodedFunction(_bytes(code), _items(defaults), _items(closure))


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data.startswith(HEADS):
        try:
            data = text.encode("raw_unicode_escape")
        except UnicodeEncodeError as error:
            raise BytecodeError("the function is no text of bytes") from error
    if not data.startswith(HEADS):
        raise BytecodeError("the function does not begin as marshalled code does")
    return data


def _items(value: Any) -> tuple[Any, ...]:
    """Values in a list; ``.keras`` wraps tuples and arrays in objects, which stay as they are."""
    if isinstance(value, Mapping) and value.get("class_name") == "__tuple__":
        value = value.get("items")
    return tuple(_plain(item) for item in value) if isinstance(value, list | tuple) else ()


def _plain(value: Any) -> Any:
    """JSON knows no tuples: default values were ones more often than lists, and both index and spread alike."""
    return tuple(_plain(item) for item in value) if isinstance(value, list | tuple) else value
