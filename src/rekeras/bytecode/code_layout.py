"""How a code object stands in a marshal stream: its parts, in the order of each group of Python versions.

Source: ``w_complex_object`` in ``Python/marshal.c``.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from rekeras.bytecode.code_object import CodeObject

LOCAL, CELL, FREE = 0x20, 0x40, 0x80


class Layout(Enum):
    """How a code object stands in the stream: the Python versions that write it so."""

    PYTHON2 = "2"
    PYTHON30 = "3.0"
    PYTHON38 = "3.8"
    PYTHON311 = "3.11"


class BytecodeError(Exception):
    """A stream or code object is damaged, of an unknown Python, or beyond what is understood; says what."""


HEADS = {Layout.PYTHON2: 4, Layout.PYTHON30: 5, Layout.PYTHON38: 6, Layout.PYTHON311: 5}
_OLD = ("code", "consts", "names", "variables", "free", "cells", "file", "name", "line", "lines")
_NEW = ("code", "consts", "names", "locals", "kinds", "file", "name", "qualname", "line", "lines", "exceptions")
FIELDS = {Layout.PYTHON2: _OLD, Layout.PYTHON30: _OLD, Layout.PYTHON38: _OLD, Layout.PYTHON311: _NEW}
KINDS: dict[str, type] = dict.fromkeys(("consts", "names", "variables", "free", "cells", "locals"), tuple)
KINDS |= dict.fromkeys(("code", "lines", "kinds", "exceptions"), bytes)
KINDS |= dict.fromkeys(("file", "name", "qualname"), str)


def code_object(counts: list[int], parts: dict[str, Any], layout: Layout) -> CodeObject:
    """The code object of its parts.

    Args:
        counts: The numbers at its head.
        parts: What follows, by the names in ``FIELDS``.
        layout: The group of Python versions.

    Raises:
        BytecodeError: It has fewer variables than arguments.
    """
    keyword_only = 0 if layout is Layout.PYTHON2 else counts[1 if layout is Layout.PYTHON30 else 2]
    positional_only = counts[1] if layout in (Layout.PYTHON38, Layout.PYTHON311) else 0
    if layout is Layout.PYTHON311:
        pairs = list(zip(parts["locals"], parts["kinds"], strict=True))
        own = tuple(name for name, kind in pairs if kind & LOCAL)
        cells = tuple(name for name, kind in pairs if kind & CELL)
        free = tuple(name for name, kind in pairs if kind & FREE)
    else:
        own, cells, free = parts["variables"], parts["cells"], parts["free"]
    if min(counts) < 0 or counts[0] + keyword_only > len(own):
        raise BytecodeError("the marshalled code has other variables than it says")
    return CodeObject(
        name=parts["name"],
        code=parts["code"],
        consts=parts["consts"],
        names=parts["names"],
        variables=own,
        cells=cells,
        free=free,
        positional=counts[0],
        positional_only=positional_only,
        keyword_only=keyword_only,
        flags=counts[-1],
        is_packed=layout is Layout.PYTHON311,
    )
