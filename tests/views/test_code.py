from __future__ import annotations

from rekeras.report import render
from rekeras.source.result import CodeChange, CodeFinding, CodeReport, MigratedCode
from rekeras.views.code import diff

FINDINGS = tuple(CodeFinding(line, f"f({line})", "it is gone", "use g") for line in (3, 5, 8, 13, 21))
FILE = MigratedCode("a.py", "f(1)\n", "g(1)\n", (CodeChange(1, "names", "f", "g"),), FINDINGS)


def test_a_reason_stands_once_below_its_places() -> None:
    text = render("code", CodeReport((FILE,), (), False, 2), "text")
    assert text.count("It is gone. Use g.") == 1
    assert "line 8: f(8)\n  and in line 13, line 21\n" in text
    assert "2 files looked at, 1 would change in 1 place; 5 places left for a person." in text


def test_nothing_to_do() -> None:
    assert render("code", CodeReport((), (), False, 1), "text").startswith("1 file looked at, 0 would change")


def test_a_missing_newline_at_the_end_is_told_in_the_diff() -> None:

    end = "\n\\ No newline at end of file\n"
    assert diff(MigratedCode("a.py", "f", "g")).endswith(f"-f{end}+g{end}")
