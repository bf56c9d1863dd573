from __future__ import annotations

import pytest

from tests.source.migrating import line


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("self.init((3, 4), name='W')", "self.add_weight(shape=(3, 4), initializer=self.init, name='W')"),
        ("x = self.init((3, 4))", "x = self.init((3, 4))"),
        ("x = other.init((3, 4), name='W')", "x = other.init((3, 4), name='W')"),
    ],
)
def test_weights_made_by_initializers(before: str, now: str) -> None:
    assert line(before) == now
