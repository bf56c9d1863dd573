"""Real Keras, started once for all tests of writers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.writers.running import Loading


@pytest.fixture(scope="package")
def keras() -> Iterator[Loading]:
    """A process with Keras on NumPy, which compiles nothing."""
    with Loading("numpy") as loading:
        yield loading
