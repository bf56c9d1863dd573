"""Real Keras for the tests of the book of layers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("tests.layers.compare")

from tests.layers.compare import RealKeras  # noqa: E402 - pytest explains its assertions


@pytest.fixture(scope="session")
def keras() -> Iterator[RealKeras]:
    with RealKeras() as process:
        yield process
