"""Builds layers of classes that this Python has imported already, for ``load_model``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.runner.build_layers import Builder


class Here:
    """Answers as a process would.

    Args:
        objects: Classes and functions by the model's names for them.
    """

    def __init__(self, objects: Mapping[str, Any]) -> None:
        self._builder = Builder(dict(objects))

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request; with ``error`` where something failed."""
        return self._builder.answer(dict(request))
