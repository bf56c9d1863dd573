"""What the tests share: real Keras on every backend, started once a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from rekeras.runner.process import KerasProcess
from rekeras.verify import installed_backends


@pytest.fixture(scope="session")
def keras_processes() -> Iterator[Mapping[str, KerasProcess]]:
    """Real Keras by backend, each in a process that starts when it is first asked."""
    with ExitStack() as stack:
        yield {backend: stack.enter_context(KerasProcess(backend)) for backend in installed_backends()}
