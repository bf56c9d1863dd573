"""Layouts that the formatters of the Black family leave as they are."""

from __future__ import annotations

from rekeras.spelling.expressions import Atom, Brackets, call, flat, laid_out, sequence


def lines(expression: Atom | Brackets, prefix: str = "") -> list[str]:
    return list(laid_out(expression, prefix, "", 1))


def test_what_fits_stays_on_one_line() -> None:
    assert lines(call("f", Atom("1"), b=sequence(Atom("2"))), "x = ") == ["    x = f(1, b=[2])"]
    assert flat(sequence(Atom("1"), ends="()")) == "(1,)"
    assert flat(call("f", Atom("1"))) == "f(1)"


def test_what_does_not_fit_gets_a_line_for_each_item() -> None:
    long = call("layers.Dense", Atom("1" * 40), name=Atom('"' + "a" * 40 + '"'))
    made = lines(call(long, Atom("x")), "x = ")
    assert made == ["    x = layers.Dense(", f"        {'1' * 40},", f'        name="{"a" * 40}",', "    )(x)"]


def test_a_long_list_behind_a_short_call_is_broken_itself() -> None:
    names = [Atom(f"tensor_{index}") for index in range(20)]
    made = lines(call(call("layers.Add", name=Atom('"add"')), sequence(*names)), "x = ")
    assert made[:3] == ['    x = layers.Add(name="add")(', "        [", "            tensor_0,"]
    assert made[-2:] == ["        ],", "    )"]
