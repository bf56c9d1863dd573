"""Training goes on as in the old framework: metrics before, losses and weights of the next steps, within 1e-4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from rekeras.archive import Tensor
from rekeras.checks._case import Case, Check
from rekeras.checks._closeness import Distance, difference, tolerance
from rekeras.checks._resumption import Resumed, Resumption
from rekeras.records import CheckResult

TOLERANCE = 1e-4


def judge(check: Check, case: Case) -> Iterator[CheckResult]:
    """One result a backend; none where nobody recorded how training went on."""
    if case.resumption is None:
        return
    allowed = max(TOLERANCE, tolerance(case.upgraded.model))
    for backend, resumed in case.resumed.items():
        if resumed.failed_at:
            yield check.failed(resumed.reason(), backend)
            continue
        worst = worst_of(case.resumption, case.recorded_weights, resumed)
        said = f"{worst.where} differs by {worst.worst:.1e}, allowed {allowed:.0e}"
        if worst.worst <= allowed:
            steps = max((len(case.resumption.losses), *case.resumption.weights))
            said = f"worst difference {worst.worst:.1e} in {steps} steps ({worst.where}), allowed {allowed:.0e}"
            yield check.passed(said, backend)
        else:
            yield check.failed(said, backend)


def worst_of(recorded: Resumption, weights: Mapping[int, Mapping[str, Tensor]], resumed: Resumed) -> Distance:
    """The largest difference of a metric, a loss or a weight, after any of the recorded steps."""
    found = [
        difference(f"the metric {name}", np.array(resumed.metrics[name]), np.array(value))
        for name, value in recorded.metrics.items()
        if name in resumed.metrics
    ]
    if recorded.losses:
        found.append(difference("the loss", np.array(resumed.losses), np.array(recorded.losses)))
    for step, expected in weights.items():
        for place, tensor in expected.items():
            if not tensor.origins:
                continue
            name = f"{place} after {step} step{'s' * (step > 1)}"
            made = resumed.weights[step].get(place)
            found.append(
                Distance(np.inf, f"{name} is missing and")
                if made is None
                else difference(name, made, np.asarray(tensor.read()))
            )
    return max(found, key=lambda one: one.worst)


check = Check(__name__, judge)
