"""`rekeras explain` on the command line."""

from __future__ import annotations

import io
import json

import pytest

from tests.cli.shell import rekeras

ERROR = "ValueError: Unrecognized keyword arguments passed to LSTM: {'time_major': False}"


def test_says_what_happened_and_what_to_do() -> None:
    ran = rekeras("explain", ERROR)
    assert ran.code == 0
    assert "time_major" in ran.stdout
    assert "rekeras convert FILE" in ran.stdout


def test_reads_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"Traceback ...\n{ERROR}\n"))
    said = json.loads(rekeras("explain", "-", "--json").stdout)
    assert said["explanations"][0]["cause"]["name"] == "time_major"


def test_an_unknown_error_says_how_to_go_on() -> None:
    ran = rekeras("explain", "RuntimeError: the printer is on fire")
    assert ran.code == 1
    assert "report" in ran.stdout
