from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.errors import MissingKerasError, ModelRefusedError, UnreadableFileError
from rekeras.pipeline import convert
from rekeras.records import CheckResult, Outcome
from rekeras.runner.installed import installed_backends
from rekeras.verify import checks, verify
from tests import zoo

DENSE = next(member for member in zoo.members() if member.id == "keras-2.3.1/dense.h5")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    convert(DENSE.path, tmp_path / "new.keras")
    return tmp_path / "new.keras"


def outcomes(results: tuple[CheckResult, ...]) -> dict[tuple[str, str], Outcome]:
    return {(result.check, result.backend): result.outcome for result in results}


def test_every_check_is_found() -> None:
    assert [check.name for check in checks()] == ["accounted", "backends_agree", "loads", "outputs_close", "resumes"]


def test_compares_with_a_recording(new: Path) -> None:
    results = outcomes(verify(DENSE.path, new, inputs=DENSE.recording, backends=["jax"]))
    assert results == {
        ("accounted", ""): Outcome.PASSED,
        ("backends_agree", ""): Outcome.SKIPPED,
        ("loads", "jax"): Outcome.PASSED,
        ("outputs_close", "jax"): Outcome.PASSED,
    }


def test_notices_other_outputs(new: Path, tmp_path: Path) -> None:
    recorded = dict(np.load(DENSE.recording))
    recorded["y1"] = recorded["y1"] + 1e-3
    np.savez(tmp_path / "wrong.npz", allow_pickle=False, **recorded)
    results = outcomes(verify(DENSE.path, new, inputs=tmp_path / "wrong.npz", backends=["jax"]))
    assert results["outputs_close", "jax"] is Outcome.FAILED


def test_makes_inputs_up_without_a_recording(new: Path) -> None:
    results = outcomes(verify(DENSE.path, new, backends=["jax", "torch"]))
    assert results["backends_agree", ""] is Outcome.PASSED
    assert results["outputs_close", ""] is Outcome.SKIPPED


def test_notices_the_file_of_another_model(tmp_path: Path) -> None:
    other = next(member for member in zoo.members() if member.id == "keras-2.3.1/dense_3d.h5")
    convert(other.path, tmp_path / "other.keras")
    results = outcomes(verify(DENSE.path, tmp_path / "other.keras", backends=["jax"]))
    assert results["accounted", ""] is Outcome.FAILED


def test_skips_backends_that_are_not_installed(new: Path) -> None:
    results = verify(DENSE.path, new, backends=["cntk"])
    assert CheckResult("loads", Outcome.SKIPPED, "this backend is not installed", "cntk") in results


def test_refuses_a_new_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        verify(DENSE.path, tmp_path / "nothing.keras", backends=["jax"])


def test_refuses_an_old_file_that_cannot_be_read(new: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        verify(tmp_path / "nothing.h5", new, backends=["jax"])


def test_refuses_a_model_that_cannot_be_converted(new: Path) -> None:
    refused = next(member for member in zoo.members() if member.refused)
    with pytest.raises(ModelRefusedError):
        verify(refused.path, new, weights=refused.weights, backends=[])


def test_needs_keras(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert installed_backends() == ()
    with pytest.raises(MissingKerasError, match="Verifying needs Keras 3"):
        verify(DENSE.path, new)
