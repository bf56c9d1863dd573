"""What the tests share: real Keras on every backend, started once a worker."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from rekeras.checks._case import Run
from rekeras.runner.installed import installed_backends
from rekeras.runner.process import KerasProcess
from tests import zoo

# The same models of many eras compile to the same programs: JAX keeps them.
os.environ["JAX_COMPILATION_CACHE_DIR"] = str(zoo.ROOT / ".cache" / "jax")
os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"
os.environ["KERAS_BACKEND"] = "jax"

settings.register_profile("long", max_examples=5000)  # here, where pytest looks for it: `make fuzz`


class RememberingProcess(KerasProcess):
    """Runs equal files on equal inputs once: many eras' files of a model convert to the same bytes."""

    def __init__(self, backend: str) -> None:
        super().__init__(backend)
        self._known: dict[bytes, Run] = {}

    def run(self, model: Path, inputs: Mapping[str, np.ndarray] | None = None) -> Run:
        """As its parent does."""
        parts = (
            []
            if inputs is None
            else [f"{name} {x.dtype} {x.shape}".encode() + x.tobytes() for name, x in sorted(inputs.items())]
        )
        key = hashlib.sha256(b"".join((model.read_bytes(), *parts))).digest()
        if key not in self._known:
            self._known[key] = super().run(model, inputs)
        return self._known[key]


@pytest.fixture(scope="session")
def keras_processes() -> Iterator[Mapping[str, KerasProcess]]:
    """Real Keras by backend, each in a process that starts when it is first asked."""
    with ExitStack() as stack:
        yield {backend: stack.enter_context(RememberingProcess(backend)) for backend in installed_backends()}
