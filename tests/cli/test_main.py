"""What all commands have in common."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rekeras.cli import commands, run
from rekeras.cli.root import rekeras as group
from tests import zoo
from tests.cli.shell import rekeras

COMMANDS = sorted(path.stem for path in Path(commands.__path__[0]).glob("[!_]*.py"))


def test_without_words_the_help_is_shown() -> None:
    ran = rekeras()
    assert ran.code == 2
    assert "rekeras convert old.h5" in ran.stdout


def test_the_version() -> None:
    ran = rekeras("--version")
    assert ran.code == 0
    assert ran.stdout.startswith("rekeras ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_test_file(name: str) -> None:
    ran = rekeras(name, "--help")
    assert ran.code == 0
    assert f"rekeras {name}" in ran.stdout
    assert (Path(__file__).parent / f"test_{name}.py").exists()


def test_every_command_file_is_a_command() -> None:
    context = group.make_context("rekeras", [], resilient_parsing=True)
    assert group.list_commands(context) == COMMANDS


@pytest.mark.parametrize("words", [["nonsense"], ["convert"], ["convert", "--nonsense"], ["verify", "one.h5"]])
def test_wrong_usage_points_to_the_help(words: list[str]) -> None:
    ran = rekeras(*words)
    assert ran.code == 2
    assert ran.stderr.startswith("Error: ")
    assert "--help" in ran.stderr


def test_a_mistake_of_ours_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rekeras.pipeline.open_archive", lambda *_words, **_more: 1 / 0)
    ran = rekeras("check", tmp_path / "x.h5")
    assert ran.code == 2
    assert "ZeroDivisionError" in ran.stderr
    assert "report" in ran.stderr
    monkeypatch.setenv("REKERAS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["check", str(tmp_path / "x.h5")])


def test_memory_that_runs_out_is_no_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def exhausted(*_words: object, **_more: object) -> None:
        raise MemoryError

    monkeypatch.setattr("rekeras.pipeline.open_archive", exhausted)
    ran = rekeras("check", tmp_path / "x.h5")
    assert ran.code == 2
    assert "memory" in ran.stderr


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_words: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rekeras.pipeline.open_archive", interrupted)
    ran = rekeras("convert", tmp_path / "x.h5")
    assert ran.code == 128 + signal.SIGINT
    assert "Interrupted" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = f"{sys.executable} -m rekeras rules --json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)  # noqa: S607
    assert done.stderr == ""
    assert done.stdout == "{"


def test_python_dash_m() -> None:
    done = subprocess.run([sys.executable, "-m", "rekeras", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("rekeras ")


def test_names_that_the_terminal_cannot_show_are_spelled_out(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "rekeras", "check", str(tmp_path / "modèle.h5")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2
    assert r"mod\xe8le.h5" in done.stderr


@pytest.mark.parametrize("command", ["check", "inspect", "convert"])
def test_no_framework_and_no_rich_is_imported(command: str, tmp_path: Path) -> None:
    """Nothing slow, and nothing that runs models, is imported where stdout is no terminal."""
    source = zoo.unpacked("keras-2.2.4") / "dense.h5"
    words = [command, str(source), *(["-o", str(tmp_path / "new.keras")] if command == "convert" else [])]
    script = (
        f"import sys; from rekeras.cli import run; run({words!r}); "
        "heavy = {'keras', 'tensorflow', 'jax', 'torch', 'rich', 'yaml'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_importing_the_package_is_light() -> None:
    script = "import sys, rekeras; print(sorted({'numpy', 'h5py', 'rich', 'yaml', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_interrupted_conversion_leaves_nothing(tmp_path: Path) -> None:
    """A real signal, at any moment of a real conversion."""
    source = zoo.unpacked("keras-2.2.4") / "conv_net.h5"
    for delay in (0.1, 0.25, 0.4):
        target = tmp_path / f"{delay}.keras"
        process = subprocess.Popen(
            [sys.executable, "-m", "rekeras", "convert", str(source), "-o", str(target)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        process.communicate()
        assert process.returncode in (0, 130, -signal.SIGINT)
        assert [path for path in tmp_path.iterdir() if path.suffix != ".keras"] == []
        if process.returncode == 0:
            assert target.exists()
