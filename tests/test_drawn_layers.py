"""Layers with arguments drawn at random: built and computed by tf_keras, converted, and computed by Keras 3.

It needs tf_keras beside TensorFlow in a Python of its own (`make fuzz` installs it into .cache); without it, all is
skipped. Some drawings, once drawn, are in the zoo and run with everything in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.records import CheckResult, Outcome, Report, Severity
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests.drawn_layers import FAMILIES, Drawing
from tests.old_keras import PYTHON, OldKeras

EXAMPLES = 250 if settings().max_examples > 100 else 5

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="tf_keras is installed by `make fuzz`")


@pytest.fixture(scope="module")
def old_keras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldKeras]:
    with OldKeras(tmp_path_factory.mktemp("drawn")) as keras:
        yield keras


@pytest.mark.parametrize("family", FAMILIES)
def test_computes_the_same(family: str, old_keras: OldKeras, keras_processes: Mapping[str, KerasProcess]) -> None:
    outcomes: list[str] = []

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 10)
    @given(drawing=FAMILIES[family], backend=st.sampled_from(["jax", "torch", "tensorflow"]))
    def judge(drawing: Drawing, backend: str) -> None:
        path, error = old_keras.build(drawing)
        if error:  # tf_keras takes no such arguments, or cannot run them
            outcomes.append("not built")
            reject()
        outcomes.append(outcome(path, backend, keras_processes[backend]))

    judge()
    assert outcomes.count("agrees") > len(outcomes) / 4, outcomes


def outcome(path: Path, backend: str, process: KerasProcess) -> str:
    """``agrees``, ``refused``, or ``limited`` where the report says that this backend of Keras is off.

    With channels first, the twin with channels last must agree as well.
    """
    try:
        report = convert(path, path.with_suffix(".keras"), overwrite=True)
        first = any(finding.code == "channels_first" for finding in report.findings)
        last = path.with_suffix(".last.keras")
        twin = convert(path, last, overwrite=True, data_format="channels_last") if first else None
    except ModelRefusedError:
        return "refused"
    told = any(finding.severity is Severity.ATTENTION for finding in report.findings)
    failed = failures(report, "", path, {backend: process})
    if twin:
        failed += failures(twin, "channels_last", path, {backend: process})
    if failed and told:
        return "limited"
    assert not failed, failed
    return "agrees"


def failures(report: Report, data_format: str, path: Path, processes: Mapping[str, KerasProcess]) -> list[CheckResult]:
    """The checks that a result fails."""
    assert report.target
    recording = path.with_suffix(".npz")
    results = verify_in(processes, path, report.target, inputs=recording, data_format=data_format)
    return [check for check in results if check.outcome is Outcome.FAILED]
