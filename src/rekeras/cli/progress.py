"""Shows a person that long work goes on: a line on stderr after a second, only on a terminal."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rekeras.cli import output

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds of silence: short work stays quiet, and never pays for importing rich."""


class Progress:
    """Shows ``model.h5: writing`` with a moving sign, once the work has taken a second.

    Args:
        what: The file that is worked on.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._stage = ""
        self._status: Status | None = None
        self._over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if output.talks_to_terminal():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._status:
                self._status.stop()

    def stage(self, name: str) -> None:
        """Say that a stage has begun."""
        with self._lock:
            self._stage = name
            if self._status:
                self._status.update(self._text())

    def _show(self) -> None:
        from rich.console import Console
        from rich.status import Status

        with self._lock:
            if not self._over:
                self._status = Status(self._text(), console=Console(stderr=True))
                self._status.start()

    def _text(self) -> str:
        from rich.markup import escape

        from rekeras.blocks import visible

        return escape(visible(f"{self._what}: {self._stage}"))
