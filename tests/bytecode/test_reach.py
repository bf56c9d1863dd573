from __future__ import annotations

from rekeras.bytecode.reach import reaching


def test_names_that_reach_beyond_numbers_are_found() -> None:
    assert reaching(["K", "os.path", "mean", "system"]) == ("os", "system")


def test_arithmetic_reaches_nothing() -> None:
    assert reaching(["K", "tf", "math", "reduce_mean", "shape"]) == ()
