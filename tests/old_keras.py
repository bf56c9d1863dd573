"""tf_keras, the last Keras 2, in a Python of its own: builds what is drawn and says what it computes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests import zoo
from tests.drawn_layers import Drawing

ERA = "tf_keras-2.21"
PYTHON = Path(os.environ.get("TF_KERAS_PYTHON", zoo.ROOT / ".cache" / ERA / "bin" / "python"))
"""Where `make fuzz` installs it."""


class OldKeras:
    """tf_keras, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "KERAS_BACKEND": ""}
        self.process = subprocess.Popen(
            [PYTHON, zoo.ZOO / "serve_drawn.py", ERA],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )

    def build(self, drawing: Drawing) -> tuple[Path, str]:
        """The model's file with its recording beside it; or why there is none."""
        assert self.process.stdin
        assert self.process.stdout
        self._count += 1
        path = self.folder / f"drawn_{self._count}.h5"
        asked = {"name": path.stem, "drawing": drawing, "folder": str(self.folder)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return path, answer.get("error", "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()
