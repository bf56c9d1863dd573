from __future__ import annotations

import numpy as np

from rekeras.archive import Layer
from rekeras.checks._case import Run
from rekeras.checks.backends_agree import check
from rekeras.records import Outcome
from tests.checks.cases import case_of, gave

Y = np.array([[1.0, -4.0], [2.0, 3.0]], "float32")
FAILED = Run("3.15.1", "call", "ValueError", "bad shape")


def test_passes() -> None:
    (result,) = check.run(case_of({"jax": gave(Y), "torch": gave(Y + 1e-6), "tensorflow": gave(Y)}))
    assert result.outcome is Outcome.PASSED
    assert result.detail.startswith("jax, torch, tensorflow: worst difference")


def test_names_the_worst_pair() -> None:
    (result,) = check.run(case_of({"jax": gave(Y), "torch": gave(Y + 0.4), "tensorflow": gave(Y - 0.4)}))
    assert result.outcome is Outcome.FAILED
    assert result.detail.startswith("tensorflow and torch differ by")


def test_skips_a_single_backend() -> None:
    assert [one.outcome for one in check.run(case_of({"jax": gave(Y)}))] == [Outcome.SKIPPED]


def test_says_that_made_up_inputs_did_not_fit() -> None:
    results = check.run(case_of({"jax": FAILED, "torch": FAILED}))
    assert [(one.outcome, one.backend) for one in results] == [
        (Outcome.SKIPPED, "jax"),
        (Outcome.SKIPPED, "torch"),
        (Outcome.SKIPPED, ""),
    ]


def test_leaves_failing_calls_on_recorded_inputs_to_outputs_close() -> None:
    results = check.run(case_of({"jax": FAILED, "torch": gave(Y)}, recorded=(Y,)))
    assert [one.backend for one in results] == [""]


def test_half_precision_has_its_own_tolerance() -> None:
    model = Layer("Sequential", "m", layers=(Layer("Dense", "d", {"dtype": "mixed_bfloat16"}),))
    (result,) = check.run(case_of({"jax": gave(Y), "torch": gave(Y + 0.02)}, model=model))
    assert result.outcome is Outcome.PASSED
