"""A person sees that long work goes on; nobody else sees anything."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

SCRIPT = """
import time
from rekeras.cli.progress import Progress
with Progress("model\\x1b[2J.h5") as progress:
    progress.stage("writing")
    time.sleep({seconds})
"""


def shown_on_a_terminal(seconds: float) -> str:
    """What a terminal gets on stderr."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", SCRIPT.format(seconds=seconds)], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # the end, as Linux says it of a terminal
            break
        if not more:
            break
        shown += more
    os.close(ours)
    return shown.decode()


def test_long_work_is_shown_with_its_stage_and_nothing_from_the_name_drives_the_terminal() -> None:
    shown = shown_on_a_terminal(1.6)
    assert "writing" in shown
    assert "\\x1b[2J.h5" in shown
    assert "\x1b[2J" not in shown


def test_short_work_is_quiet() -> None:
    assert shown_on_a_terminal(0) == ""


def test_a_pipe_gets_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(seconds=1.3)], capture_output=True, text=True, check=True
    )
    assert done.stderr == done.stdout == ""
