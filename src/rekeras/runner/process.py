"""The parent's side: starts a child with one backend, asks it to run models, and reads what it says."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np

from rekeras.checks._case import Run

SERVE = Path(__file__).with_name("serve.py")


class KerasProcess:
    """One child process: one Python, one Keras, one backend. Started when first asked, restarted when it died.

    Args:
        backend: Keras's name of it (``jax``, ``torch``, ``tensorflow``, ``openvino``).
        python: The interpreter, for another Keras than the one installed here.
        seconds: How long one model may take before the child is ended.
        start_seconds: How long starting Keras may take.
        script: What the child runs.
        custom: Code of a person's own that it imports before it loads a model, as ``user_code.py`` takes it.
    """

    def __init__(
        self,
        backend: str,
        *,
        python: Path | None = None,
        seconds: float = 600.0,
        start_seconds: float = 180.0,
        script: Path = SERVE,
        custom: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.backend = backend
        self.keras = ""
        self._python, self._script = str(python.absolute() if python else sys.executable), script
        self._custom = list(custom)
        self._seconds, self._start_seconds = seconds, start_seconds
        self._folder = tempfile.TemporaryDirectory(prefix="rekeras-")
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child and remove its files."""
        self._end()
        self._folder.cleanup()

    def run(self, model: Path, inputs: Mapping[str, np.ndarray] | None = None) -> Run:
        """Load a ``.keras`` file, and call it where there are inputs.

        Args:
            model: The file; loaded with ``safe_mode=True`` and no custom objects, without network.
            inputs: ``x0``, ``x1`` … in the order of the model's inputs; ``names`` where they go in as a dict.

        Returns:
            What Keras made of it; a failure, a crash or a child that takes too long is a ``Run`` that says so.
        """
        problem = self._start()
        if problem is not None:
            return problem
        folder = Path(self._folder.name)
        request: dict[str, Any] = {"model": str(model.resolve()), "custom": self._custom}
        if inputs is not None:
            np.savez(folder / "inputs.npz", allow_pickle=False, **inputs)
            request |= {"inputs": str(folder / "inputs.npz"), "outputs": str(folder / "outputs.npz")}
        return self._run(request)

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send one request; the answer, or ``error``, ``text`` and the ``stage`` that failed."""
        problem = self._start()
        if problem is not None:
            return {"stage": problem.failed_at, "error": problem.error, "text": problem.text}
        return self._ask(request)

    def _run(self, request: Mapping[str, Any]) -> Run:
        answer = self._ask(request)
        if "error" in answer:
            parameters = answer.get("parameters", 0)
            return Run(self.keras, answer["stage"], answer["error"], answer["text"], parameters)
        if "outputs" not in request:
            return Run(self.keras, parameters=answer["parameters"])
        with np.load(request["outputs"], allow_pickle=False) as data:
            arrays = tuple(data[f"y{index}"] for index in range(len(data.files)))
        names = tuple(answer["output_names"])
        return Run(self.keras, parameters=answer["parameters"], outputs=arrays, output_names=names)

    def _start(self) -> Run | None:
        if self._process is not None and self._process.poll() is None:
            return None
        self._end()
        with (Path(self._folder.name) / "stderr").open("w") as stderr:
            self._process = subprocess.Popen(  # noqa: S603 - our own script in the interpreter that the caller chose
                [self._python, "-P", str(self._script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                encoding="utf-8",
                env=_environment(self.backend, self._folder.name),
                cwd=self._folder.name,
            )
        self._lines = queue.Queue()
        threading.Thread(target=_pump, args=(self._process.stdout, self._lines), daemon=True).start()
        hello = self._read(self._start_seconds)
        if "error" in hello:
            self._end()
            return Run("", failed_at=hello["stage"], error=hello["error"], text=hello["text"])
        self.keras = hello["keras"]
        return None

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process is not None  # noqa: S101 - `_start` came before
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._died()
        return self._read(self._seconds)

    def _read(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            self._end()
            return {"stage": "time", "error": "TimeoutError", "text": f"no answer within {seconds:.0f} seconds"}
        if line is None:
            return self._died()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _died(self) -> dict[str, Any]:
        code = self._process.wait(timeout=30) if self._process else None
        lines = (Path(self._folder.name) / "stderr").read_text(errors="replace").strip().splitlines()
        self._end()
        last = lines[-1] if lines else "it said nothing"
        return {"stage": "process", "error": "ProcessDied", "text": f"the process ended with code {code}: {last}"}

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process = None


def _pump(stream: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    assert stream is not None  # noqa: S101 - it is a pipe
    try:
        for line in stream:
            lines.put(line)
    except ValueError:  # the parent closed the pipe while it was being read
        return
    lines.put(None)


def _environment(backend: str, folder: str) -> dict[str, str]:
    """Keras's own defaults and the CPU, whatever is set up around here: floats must be as the file says."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KERAS_", "XLA_", "TF_"))}
    return kept | {
        "KERAS_BACKEND": backend,
        "KERAS_HOME": folder,
        "CUDA_VISIBLE_DEVICES": "-1",
        "JAX_PLATFORMS": "cpu",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
