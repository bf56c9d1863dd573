"""The only module that prints: results go to stdout, talk and errors to stderr."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from rekeras.blocks import visible
from rekeras.errors import RekerasError


def result(text: str) -> None:
    """Print what the command was asked for."""
    _print(text, sys.stdout)


def talk(text: str) -> None:
    """Print what only a person wants to know."""
    _print(visible(text), sys.stderr)


def error(text: str) -> None:
    """Print why the command could not be done."""
    _print(visible(f"Error: {text}"), sys.stderr)


def form(as_json: bool) -> str:
    """The renderer for stdout: JSON where asked for, else by whether a person reads it."""
    if as_json:
        return "json"
    return "terminal" if sys.stdout.isatty() else "text"


def talks_to_terminal() -> bool:
    """Whether stderr is read by a person."""
    return sys.stderr.isatty()


def write(path: Path, text: str) -> None:
    """Write a report to a file.

    Raises:
        RekerasError: It cannot be written.
    """
    try:
        path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
    except OSError as failure:
        reason = f"{path}: the report cannot be written ({failure.strerror}); everything else was done."
        raise RekerasError(reason) from failure


def give_up_stdout() -> None:
    """Let nothing more reach stdout, whose reader has gone (``rekeras rules | head -1``)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str, stream: TextIO) -> None:
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
