"""Real Keras for the tests of the book of layers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.layers.compare import RealKeras


@pytest.fixture(scope="session")
def keras() -> Iterator[RealKeras]:
    with RealKeras() as process:
        yield process
