from __future__ import annotations

from rekeras.archive import Layer
from rekeras.checks._case import Run
from rekeras.checks.loads import check
from rekeras.records import Outcome
from tests.checks.cases import case_of, gave

BROKEN = Run("3.15.1", "load", "ValueError", "\x1b[1mLayer 'dense' expected 2 variables\x1b[0m\nand more")


def test_passes_on_each_backend_that_loaded() -> None:
    results = check.run(case_of({"jax": gave(), "torch": gave()}))
    assert [(one.backend, one.outcome) for one in results] == [("jax", Outcome.PASSED), ("torch", Outcome.PASSED)]
    assert results[0].detail == "Keras 3.15.1, 3 parameters"


def test_a_failed_call_is_still_a_loaded_file() -> None:
    (result,) = check.run(case_of({"jax": Run("3.15.1", "call", "ValueError", "shape", parameters=3)}))
    assert result.outcome is Outcome.PASSED


def test_fails_with_the_first_line_of_what_keras_said() -> None:
    (result,) = check.run(case_of({"jax": BROKEN}))
    assert result.outcome is Outcome.FAILED
    assert result.detail == "Keras 3.15.1: ValueError: Layer 'dense' expected 2 variables"


def test_fails_where_the_backend_cannot_start() -> None:
    (result,) = check.run(case_of({"jax": Run("", "start", "ImportError", "no jaxlib")}))
    assert (result.outcome, result.detail) == (Outcome.FAILED, "ImportError: no jaxlib")


def test_skips_backends_that_are_missing() -> None:
    (result,) = check.run(case_of(missing=("torch",)))
    assert (result.outcome, result.backend) == (Outcome.SKIPPED, "torch")


def test_skips_text_where_the_backend_has_none_but_not_on_tensorflow() -> None:
    model = Layer("Sequential", "m", layers=(Layer("TextVectorization", "words"),))
    results = check.run(case_of({"jax": BROKEN, "tensorflow": BROKEN}, model=model))
    assert [one.outcome for one in results] == [Outcome.SKIPPED, Outcome.FAILED]
    assert "words" in results[0].detail
