"""`rekeras completion` prints a script that a shell can run."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.cli.shell import rekeras


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_prints_the_script(shell: str) -> None:
    ran = rekeras("completion", shell)
    assert ran.code == 0
    assert "_REKERAS_COMPLETE" in ran.stdout
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=ran.stdout, text=True, check=True)


def test_another_shell_is_refused() -> None:
    assert rekeras("completion", "tcsh").code == 2
