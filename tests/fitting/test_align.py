from __future__ import annotations

from rekeras.fitting.align import align


def pairs(wanted: str, found: str) -> str:
    """Two texts side by side, ``-`` where one has nothing."""

    def score(row: int, column: int) -> float:
        return 2.0 if wanted[row] == found[column] else 0.5 if wanted[row].lower() == found[column].lower() else 0.0

    both = align(len(wanted), len(found), score, 2.0)
    return " ".join(
        f"{'-' if row is None else wanted[row]}{'-' if column is None else found[column]}" for row, column in both
    )


def test_what_is_equal_stands_side_by_side() -> None:
    assert pairs("abc", "abc") == "aa bb cc"


def test_what_one_side_lacks_is_a_gap() -> None:
    assert pairs("abcd", "abd") == "aa bb c- dd"
    assert pairs("bcd", "abcde") == "-a bb cc dd -e"


def test_what_is_alike_stands_side_by_side() -> None:
    assert pairs("abc", "aBc") == "aa bB cc"


def test_what_is_not_alike_does_not() -> None:
    assert pairs("axc", "ayc") == "aa x- -y cc"


def test_more_agreement_wins_over_the_first() -> None:
    assert pairs("abcbc", "bc") == "a- b- c- bb cc"


def test_nothing_on_either_side() -> None:
    assert pairs("", "") == ""
    assert pairs("a", "") == "a-"
