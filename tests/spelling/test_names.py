"""Names of variables."""

from __future__ import annotations

import keyword

import pytest

from rekeras.spelling.names import Names


@pytest.mark.parametrize(
    "wanted", ["dense_1", "1st", "class", "match", "a/b:0", "Größe", "", "keras", "print", "x", "_"]
)
def test_a_name_is_valid_and_hides_nothing(wanted: str) -> None:
    name = Names().new(wanted)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert name not in ("keras", "print", "x", "_")


def test_no_name_is_given_twice() -> None:
    names = Names()
    assert [names.new("dense"), names.new("dense"), names.new("Dense")] == ["dense", "dense_1", "dense_2"]
