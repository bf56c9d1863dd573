from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rekeras.archive import ArrayTensor
from rekeras.checks._resumption import Resumed, Resumption
from rekeras.checks.resumes import check
from rekeras.records import CheckResult, Outcome
from tests.checks.cases import case_of

KERNEL = np.array([[0.5, -1.5], [0.25, 2.0]])
RECORDED = Resumption({}, losses=(0.5, 0.25), weights={2: (KERNEL,)})
PLACE = "layers/dense/vars/0"


def judged(resumed: Resumed, recorded: Resumption = RECORDED) -> CheckResult:
    weights = {step: {PLACE: ArrayTensor(KERNEL, ("kernel",))} for step in recorded.weights}
    case = replace(case_of(), resumption=recorded, recorded_weights=weights, resumed={"jax": resumed})
    (result,) = check.run(case)
    assert (result.check, result.backend) == ("resumes", "jax")
    return result


def went_on(kernel: np.ndarray = KERNEL, losses: tuple[float, ...] = (0.5, 0.25)) -> Resumed:
    weights: Mapping[int, Mapping[str, np.ndarray]] = {2: {PLACE: kernel, "layers/seed/vars/0": np.zeros(2)}}
    return Resumed("3.15.1", losses=losses, weights=weights)


def test_nothing_is_said_without_a_recording() -> None:
    assert check.run(case_of()) == ()


def test_the_same_passes() -> None:
    assert judged(went_on()).outcome is Outcome.PASSED
    assert "in 2 steps" in judged(went_on(KERNEL + 1e-5)).detail


def test_another_weight_fails() -> None:
    result = judged(went_on(KERNEL + np.array([[0, 0], [0, 1e-3]])))
    assert result.outcome is Outcome.FAILED
    assert f"{PLACE} after 2 steps" in result.detail


def test_another_loss_fails() -> None:
    result = judged(went_on(losses=(0.5, 0.2501)))
    assert result.outcome is Outcome.FAILED
    assert result.detail.startswith("the loss")


def test_a_missing_weight_fails() -> None:
    result = judged(Resumed("3.15.1", losses=(0.5, 0.25), weights={2: {}}))
    assert result.outcome is Outcome.FAILED
    assert f"{PLACE} after 2 steps is missing" in result.detail


def test_a_model_that_cannot_be_trained_fails() -> None:
    result = judged(Resumed("3.15.1", "train", "ValueError", "the file does not say how the model is compiled"))
    assert (result.outcome, result.detail) == (
        Outcome.FAILED,
        "ValueError: the file does not say how the model is compiled",
    )
