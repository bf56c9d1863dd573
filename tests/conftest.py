"""What the tests share: real Keras on every backend, started once a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest
from hypothesis import settings

from rekeras.runner.process import KerasProcess
from rekeras.verify import installed_backends
from tests import zoo

# The same models of many eras compile to the same programs: JAX keeps them.
os.environ["JAX_COMPILATION_CACHE_DIR"] = str(zoo.ROOT / ".cache" / "jax")
os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"
os.environ["KERAS_BACKEND"] = "jax"

settings.register_profile("long", max_examples=5000)  # here, where pytest looks for it: `make fuzz`


@pytest.fixture(scope="session")
def keras_processes() -> Iterator[Mapping[str, KerasProcess]]:
    """Real Keras by backend, each in a process that starts when it is first asked."""
    with ExitStack() as stack:
        yield {backend: stack.enter_context(KerasProcess(backend)) for backend in installed_backends()}
