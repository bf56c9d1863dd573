from __future__ import annotations

import ast

from rekeras.bytecode.given import defined


def test_functions_of_a_module_by_name() -> None:
    found = defined(ast.parse("def f(x): return x\ng = h = lambda x: x\nSIZE = 3\nclass C: pass"))
    assert list(found) == ["f", "g", "h"]
    assert isinstance(found["f"], ast.FunctionDef)
    assert isinstance(found["h"], ast.Lambda)


def test_the_last_of_a_name_counts() -> None:
    assert isinstance(defined(ast.parse("def f(x): return x\nf = lambda x: x"))["f"], ast.Lambda)
