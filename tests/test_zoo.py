"""Every genuine old file becomes a Keras 3 file that computes the same on every backend, or is refused as expected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.records import Outcome, Severity
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo

BACKENDS = {"jax", "torch", "tensorflow"}
CONVERTED = [member for member in zoo.members() if not member.refused]
REFUSED = [member for member in zoo.members() if member.refused]


@pytest.mark.parametrize("member", CONVERTED, ids=lambda member: member.id)
def test_computes_the_same(member: zoo.Member, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    new = tmp_path / "new.keras"
    report = convert(member.path, new, weights=member.weights)
    assert not report.refused
    checks = verify_in(keras_processes, member.path, new, weights=member.weights, inputs=member.recording)
    assert [check for check in checks if check.outcome is Outcome.FAILED] == []
    compared = {check.backend for check in checks if check.check == "outputs_close"}
    assert compared == BACKENDS
    for check in checks:
        assert check.outcome is Outcome.PASSED or "only TensorFlow has" in check.detail or check.backend == "", check


@pytest.mark.parametrize("member", REFUSED, ids=lambda member: member.id)
def test_is_refused_for_the_expected_reasons(member: zoo.Member, tmp_path: Path) -> None:
    with pytest.raises(ModelRefusedError) as refused:
        convert(member.path, tmp_path / "new.keras", weights=member.weights)
    assert {finding.code for finding in refused.value.findings} == member.refused
    assert all(finding.severity is Severity.REFUSAL for finding in refused.value.findings)
    assert list(tmp_path.iterdir()) == []


def test_every_expected_refusal_is_of_a_model_in_the_zoo() -> None:
    models = {member.model for member in zoo.members()}
    assert sorted(zoo.refusals().keys() - models) == []
    eras = {era for by_era in zoo.refusals().values() for era in by_era}
    assert sorted(eras - {"*", *zoo.eras()}) == []
