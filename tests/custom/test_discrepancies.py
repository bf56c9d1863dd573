from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.custom import discrepancies
from rekeras.custom.matching import match
from rekeras.custom.session import CodeObject
from tests.custom.test_matching import made, stored


def scale(*names: str, required: tuple[str, ...] = (), takes_more: bool = True) -> CodeObject:
    init = {"names": list(names), "required": list(required), "open": takes_more}
    return CodeObject("Scale", "layer", "layers", "Scale", init)


def test_names_the_key_and_what_may_be_meant() -> None:
    layer = Layer("Scale", "s", {"num_units": 4, "dtype": "float32"})
    (finding,) = discrepancies.config_problems(layer, ("s",), scale("units", "power"))
    assert (finding.code, finding.where) == ("custom_config_key", "s")
    assert "num_units=4" in finding.found
    assert "as it takes units now" in finding.advice


def test_a_constructor_without_kwargs_takes_no_name() -> None:
    layer = Layer("Scale", "s", {"units": 4, "dtype": "float32"})
    found = [one.found for one in discrepancies.config_problems(layer, ("s",), scale("units", takes_more=False))]
    assert ["dtype" in text or "name" in text for text in found] == [True, True]


@pytest.mark.parametrize(
    ("stage", "text", "code", "advised"),
    [
        ("call", "module 'tensorflow' has no KerasTensor", "custom_code_fails", "rekeras code"),
        ("run", "'tuple' object has no attribute 'rank'", "custom_code_fails", "rekeras code"),
        ("call", "list index out of range", "custom_code_fails", "Mend the code"),
        ("call", "You cannot add new elements of state (variables)", "custom_weights_in_call", "into build"),
        ("call", "Layer A does not have a `compute_output_shape` method", "custom_no_output_shape", "asks a layer"),
    ],
)
def test_tells_old_code_from_wrong_code(stage: str, text: str, code: str, advised: str) -> None:
    answer = {"stage": stage, "error": "ValueError", "text": text, "file": "layers.py", "line": 7, "code": "y = f(x)"}
    finding = discrepancies.code_fails(Layer("Scale", "s"), ("s",), answer)
    assert finding.code == code
    assert "layers.py, line 7: y = f(x)" in finding.found
    assert advised in finding.advice


def test_order_alone_needs_a_person_where_shapes_are_the_same() -> None:
    same = match(stored(("a", (2,)), ("b", (2,))), made(("l/c", (2,)), ("l/d", (2,))))
    other = match(stored(("a", (2,)), ("b", (3,))), made(("l/c", (2,)), ("l/d", (3,))))
    severities = [discrepancies.by_order(Layer("L", "l"), ("l",), one).severity.value for one in (same, other)]
    assert severities == ["attention", "note"]


def test_a_layer_that_makes_nothing() -> None:
    finding = discrepancies.weights_disagree(Layer("L", "l"), ("l",), match(stored(("a", (2,))), []))
    assert "makes no variables" in finding.found
    assert "build" in finding.advice
