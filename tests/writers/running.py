"""Real Keras in a process of its own, which loads what writers wrote and calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np


class Loading:
    """One process with one backend."""

    def __init__(self, backend: str = "jax") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.writers.loaded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "KERAS_BACKEND": backend},
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def outputs(self, kind: str, files: list[Path], inputs: Path, folder: Path) -> list[np.ndarray] | str:
        """What the model gives; what Keras says where it fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        target = folder / "outputs.npz"
        request = json.dumps([kind, [str(file) for file in files], str(inputs), str(target)])
        self._process.stdin.write(request + "\n")
        self._process.stdin.flush()
        problem = json.loads(self._process.stdout.readline())
        if problem:
            return str(problem)
        with np.load(target, allow_pickle=False) as made:
            return [made[f"y{index}"] for index in range(len(made.files))]
