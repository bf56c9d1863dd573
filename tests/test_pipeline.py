"""The order of the stages, and what leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import rekeras
from rekeras import pipeline
from rekeras.accounting import AccountingError
from rekeras.errors import MissingKerasError, ModelRefusedError, OutputError, UnreadableFileError
from rekeras.pipeline import check, convert
from tests import zoo
from tests.builders import entry, sequential, write_whole

FOLDER = zoo.unpacked("keras-2.2.4")
REFUSED = [member for member in zoo.members() if member.refused and member.refused != {"no_keras_model"}]


def test_convert_says_what_it_did(tmp_path: Path) -> None:
    stages: list[str] = []
    report = convert(FOLDER / "dense.h5", tmp_path / "new.keras", on_stage=stages.append)
    assert stages == ["reading", "upgrading", "writing"]
    assert report.target == tmp_path / "new.keras"
    assert report.source_format == "whole Keras model (HDF5), Keras 2.2.4 on tensorflow"
    assert report.tensor_totals() == {"kept": 5, "changed": 0, "dropped": 0}
    assert sum(report.config_keys.values()) > 20
    assert not report.needs_a_person


def test_check_finds_what_convert_does_and_writes_nothing(tmp_path: Path) -> None:
    report = check(FOLDER / "dense.h5")
    done = convert(FOLDER / "dense.h5", tmp_path / "new.keras")
    assert report.target is None
    assert report.changes == done.changes
    assert report.config_keys == done.config_keys


def test_a_refused_model_raises_with_every_reason(tmp_path: Path) -> None:
    model = sequential(entry("Strange", "first", batch_input_shape=[None, 3]), entry("Stranger", "second"))
    source = write_whole(tmp_path / "old.h5", model, {})
    with pytest.raises(ModelRefusedError) as refused:
        convert(source)
    assert {finding.where for finding in refused.value.findings} >= {"first", "second"}
    assert list(tmp_path.iterdir()) == [source]
    assert check(source).refused


def test_an_architecture_without_weights_is_refused_and_checked(tmp_path: Path) -> None:
    alone = tmp_path / "alone.json"
    alone.write_bytes((FOLDER / "dense.json").read_bytes())
    with pytest.raises(ModelRefusedError):
        convert(alone)
    assert check(alone).refused


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "dense.h5"
    source.write_bytes((FOLDER / "dense.h5").read_bytes())
    link = tmp_path / "link.keras"
    link.hardlink_to(source)
    with pytest.raises(OutputError, match="never overwritten"):
        convert(source, link, overwrite=True)
    assert source.read_bytes() == (FOLDER / "dense.h5").read_bytes()


def test_the_weights_file_is_never_overwritten(tmp_path: Path) -> None:
    weights = tmp_path / "weights.h5"
    weights.write_bytes((FOLDER / "dense_weights.h5").read_bytes())
    with pytest.raises(OutputError, match="never overwritten"):
        convert(FOLDER / "dense.json", weights, weights=weights, overwrite=True)


def test_a_result_that_lost_a_tensor_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rekeras.write import write  # noqa: PLC0415 - the real one, before it is replaced

    def forgetful(*words: Any, **more: Any) -> Any:
        written = write(*words, **more)
        return replace(written, places=dict(list(written.places.items())[1:]))

    monkeypatch.setattr("rekeras.write.write", forgetful)
    with pytest.raises(AccountingError, match="is lost"):
        convert(FOLDER / "dense.h5", tmp_path / "new.keras")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("member", REFUSED, ids=lambda member: member.id)
def test_what_is_refused_adds_up(member: zoo.Member) -> None:
    """The totals of the config keys are those of the source; for what converts, test_zoo asks."""
    report = check(member.path, weights=member.weights)
    assert sum(report.config_keys.values()) > 0


def test_verifying_without_keras_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(MissingKerasError):
        convert(FOLDER / "dense.h5", tmp_path / "new.keras", verify=True)
    assert list(tmp_path.iterdir()) == []


def test_inputs_that_cannot_be_read_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        convert(FOLDER / "dense.h5", tmp_path / "new.keras", verify=True, inputs=tmp_path / "nothing.npz")
    assert list(tmp_path.iterdir()) == []


def test_the_public_names_are_all_there() -> None:
    for name in rekeras.__all__:
        assert getattr(rekeras, name) is not None
    assert callable(rekeras.inspect)
    assert callable(rekeras.verify)
    assert rekeras.convert is pipeline.convert
    assert set(rekeras.__all__) <= set(dir(rekeras))
    with pytest.raises(AttributeError):
        _ = rekeras.nonsense
