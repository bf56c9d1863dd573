"""Run the command line as a shell would, in this process."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass

from rekeras.cli import run


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    stdout: str
    stderr: str


def rekeras(*words: object) -> Ran:
    """Run ``rekeras`` with these words; neither stream is a terminal."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        code = run([str(word) for word in words])
    return Ran(code, stdout.getvalue(), stderr.getvalue())
