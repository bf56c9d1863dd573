from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.checks._case import Run
from rekeras.checks.outputs_close import check
from rekeras.records import Outcome
from tests.checks.cases import case_of, gave

Y = np.array([[1.0, -4.0], [2.0, 3.0]], "float32")


@pytest.mark.parametrize(
    ("found", "expected", "outcome"),
    [
        pytest.param(Y, Y, Outcome.PASSED, id="equal"),
        pytest.param(Y + 3e-5, Y, Outcome.PASSED, id="within the tolerance of the largest value"),
        pytest.param(Y + 5e-5, Y, Outcome.FAILED, id="beyond it"),
        pytest.param(Y * 1e-6 + 3e-11, Y * 1e-6, Outcome.PASSED, id="small outputs are scaled"),
        pytest.param(Y * 1e-6 + 5e-11, Y * 1e-6, Outcome.FAILED, id="small outputs are compared"),
        pytest.param(Y * 0 + 1e-9, Y * 0, Outcome.FAILED, id="all zero is compared exactly"),
        pytest.param(Y[:1], Y, Outcome.FAILED, id="other shape"),
        pytest.param(np.array([1.0, np.nan]), np.array([1.0, np.nan]), Outcome.PASSED, id="NaN in the same places"),
        pytest.param(np.array([np.nan, 1.0]), np.array([1.0, np.nan]), Outcome.FAILED, id="NaN in other places"),
        pytest.param(np.array([np.inf]), np.array([-np.inf]), Outcome.FAILED, id="other infinity"),
        pytest.param(np.array([3, 4]), np.array([3, 4], "int64"), Outcome.PASSED, id="whole numbers"),
        pytest.param(np.array([300000]), np.array([300001]), Outcome.FAILED, id="whole numbers are compared exactly"),
        pytest.param(np.array(["a", "é"]), np.array([b"a", "é".encode()]), Outcome.PASSED, id="text"),
        pytest.param(np.array(["a", "b"]), np.array(["a", "c"]), Outcome.FAILED, id="other text"),
        pytest.param(np.array([1.0]), np.array(["1.0"]), Outcome.FAILED, id="numbers are no text"),
    ],
)
def test_compares(found: np.ndarray, expected: np.ndarray, outcome: Outcome) -> None:
    (result,) = check.run(case_of({"jax": gave(found)}, recorded=(expected,)))
    assert result.outcome is outcome


def test_says_the_worst_difference() -> None:
    (result,) = check.run(case_of({"jax": gave(Y, Y + 0.4)}, recorded=(Y, Y)))
    assert result.detail == "output 1 differs by 1.0e-01, allowed 1e-05"


def test_counts_the_outputs() -> None:
    (result,) = check.run(case_of({"jax": gave(Y)}, recorded=(Y, Y)))
    assert (result.outcome, result.detail) == (Outcome.FAILED, "1 outputs instead of 2")


def test_compares_the_names_of_a_dict() -> None:
    (result,) = check.run(case_of({"jax": gave(Y, names=("a",))}, recorded=(Y,), output_names=("b",)))
    assert result.outcome is Outcome.FAILED


def test_fails_where_the_model_cannot_be_called() -> None:
    (result,) = check.run(case_of({"jax": Run("3", "call", "ValueError", "bad shape")}, recorded=(Y,)))
    assert (result.outcome, result.detail) == (Outcome.FAILED, "ValueError: bad shape")


def test_skips_a_call_that_gave_nothing_in_the_old_framework_either() -> None:
    (result,) = check.run(case_of({"jax": Run("3", "call", "ValueError", "cropped")}, recorded=(Y[:0],)))
    assert (result.outcome, result.detail) == (Outcome.SKIPPED, "the recorded outputs are empty")


def test_says_nothing_of_files_that_do_not_load() -> None:
    assert check.run(case_of({"jax": Run("3", "load", "ValueError", "bad")}, recorded=(Y,))) == ()


def test_skips_without_recorded_outputs() -> None:
    assert [one.outcome for one in check.run(case_of({"jax": gave(Y)}))] == [Outcome.SKIPPED]


def test_allows_more_where_the_model_computes_in_half_precision() -> None:
    model = Layer("Sequential", "m", layers=(Layer("Dense", "d", {"dtype": "mixed_float16"}),))
    (result,) = check.run(case_of({"jax": gave(Y + 4e-3)}, model=model, recorded=(Y,)))
    assert result.outcome is Outcome.PASSED
