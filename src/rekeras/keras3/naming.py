"""How Keras 3 names things in a weights file: after their class, counted, never after the layer's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"\W+")
_BEFORE_A_WORD = re.compile(r"(.)([A-Z][a-z]+)")
_BEFORE_A_CAPITAL = re.compile(r"([a-z])([A-Z])")


NAMED_OTHERWISE = {"GroupQueryAttention": "GroupedQueryAttention"}
"""Layers whose class has another name than the one that configs write."""


def to_snake_case(class_name: str) -> str:
    """The class name as Keras spells it in paths: ``Conv2DTranspose`` is ``conv2d_transpose``.

    Source: ``keras/src/utils/naming.py``, the same from Keras 3.0 to 3.15.
    """
    spaced = _BEFORE_A_WORD.sub(r"\1_\2", _NOT_A_WORD.sub("", NAMED_OTHERWISE.get(class_name, class_name)))
    return _BEFORE_A_CAPITAL.sub(r"\1_\2", spaced).lower()


def numbered(class_names: Iterable[str]) -> tuple[str, ...]:
    """The names of the members of one list: ``dense``, ``dense_1``, ``dense_2``, each class counted by itself."""
    seen: dict[str, int] = {}
    names = []
    for name in map(to_snake_case, class_names):
        seen[name] = seen.get(name, -1) + 1
        names.append(f"{name}_{seen[name]}" if seen[name] else name)
    return tuple(names)
