"""Every genuine old file becomes a Keras 3 file that computes the same, or is refused as expected.

Each file runs on one backend here, in rotation, so that a model of several eras meets all of them;
`make matrix` runs every file on every backend and every Keras 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.records import CheckResult, Outcome, Report, Severity
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo

BACKENDS = ("jax", "torch", "tensorflow")
CONVERTED = [member for member in zoo.members() if not member.refused]
REFUSED = [member for member in zoo.members() if member.refused]


def backend_of(member: zoo.Member) -> str:
    """The next backend for each next era, another one for the next model."""
    models = sorted({other.model for other in zoo.members()})
    return BACKENDS[(models.index(member.model) + zoo.eras().index(member.era)) % len(BACKENDS)]


@pytest.mark.parametrize("member", CONVERTED, ids=lambda member: member.id)
def test_computes_the_same(member: zoo.Member, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    new = tmp_path / "new.keras"
    report = convert(member.path, new, weights=member.weights)
    backend = backend_of(member)
    processes = {backend: keras_processes[backend]}
    checks = verify_in(processes, member.path, new, weights=member.weights, inputs=member.recording)
    assert by_name(checks, "accounted").outcome is Outcome.PASSED, checks
    assert sum(report.config_keys.values()) > 0
    ran = (
        by_name(checks, "outputs_close")
        if by_name(checks, "loads").outcome is Outcome.PASSED
        else by_name(checks, "loads")
    )
    if limited(member, report, backend):
        assert ran.outcome is Outcome.FAILED, "Keras has mended this: take it out of zoo_limits.toml"
    elif ran.outcome is Outcome.SKIPPED:
        assert "only TensorFlow has tensors of text" in ran.detail
    else:
        assert ran.outcome is Outcome.PASSED, ran


def by_name(checks: tuple[CheckResult, ...], name: str) -> CheckResult:
    """The one result of a check."""
    (result,) = (check for check in checks if check.check == name)
    return result


def limited(member: zoo.Member, report: Report, backend: str) -> bool:
    """Whether Keras itself is off on this backend, and the report says so."""
    code = zoo.limits().get(member.model, {}).get(backend)
    return any(finding.code == code and finding.severity is Severity.ATTENTION for finding in report.findings)


@pytest.mark.parametrize("member", REFUSED, ids=lambda member: member.id)
def test_is_refused_for_the_expected_reasons(member: zoo.Member, tmp_path: Path) -> None:
    with pytest.raises(ModelRefusedError) as refused:
        convert(member.path, tmp_path / "new.keras", weights=member.weights)
    assert {finding.code for finding in refused.value.findings} == member.refused
    assert all(finding.severity is Severity.REFUSAL for finding in refused.value.findings)
    assert list(tmp_path.iterdir()) == []


def test_every_expected_refusal_is_of_a_model_in_the_zoo() -> None:
    models = {member.model for member in zoo.members()}
    assert sorted((zoo.refusals().keys() | zoo.limits().keys()) - models) == []
    eras = {era for by_era in zoo.refusals().values() for era in by_era}
    assert sorted(eras - {"*", *zoo.eras(), *zoo.archives()}) == []
