from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from rekeras.errors import LimitError, UnknownFormatError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.read import open_archive, readers
from rekeras.records import Severity
from tests import zoo
from tests.builders import small_model, small_weights, write_whole


def sentence(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as refused, open_archive(path):
        pass
    return str(refused.value)


UNPAIRED = {"weights_disagree", "weights_missing"}
OTHER_LAYOUTS = ("saved_model/", "checkpoint/")  # these hold more than a model; their readers' tests look at it
KERAS_2 = [
    member
    for member in zoo.members()
    if not member.era.startswith("keras-1.")
    and not member.refused & UNPAIRED
    and not member.archive.startswith(OTHER_LAYOUTS)
    and member.model != "quantized_int8"
]
HARMLESS = ("optimizer", "the state of a metric", "once more")


@pytest.mark.parametrize("member", KERAS_2, ids=lambda member: member.id)
def test_opens_every_genuine_file_with_nothing_left_over(member: zoo.Member) -> None:
    with open_archive(member.path, weights=member.weights) as archive:
        assert [finding.sentence() for finding in archive.findings if finding.severity is not Severity.NOTE] == []
        reasons = [left.reason for left in archive.leftovers]
        assert [reason for reason in reasons if not any(word in reason for word in HARMLESS)] == []
        assert all(len(tensor.origins) == 1 for tensor in archive.tensors().values())


def test_tensors_are_readable_while_it_is_open_and_not_after(tmp_path: Path) -> None:
    with open_archive(write_whole(tmp_path / "m.h5", small_model(), small_weights())) as archive:
        tensor = archive.tensors()["first / bias"]
        assert tensor.read().shape == (4,)
    with pytest.raises(Exception, match=r"(?i)not a dataset|closed|invalid|can't|cannot"):
        tensor.read()


def test_every_reader_says_what_it_is() -> None:
    assert {reader.name for reader in readers()} >= {"keras_h5", "keras_v3", "saved_model", "tfjs_layers_model"}
    assert all(reader.documentation.strip() and reader.title for reader in readers())


def test_an_unknown_format_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "model.pkl"
    path.write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(UnknownFormatError), open_archive(path):
        pass


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file" in sentence(tmp_path / "gone.h5")


def test_refuses_a_truncated_model(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "m.h5", small_model(), small_weights())
    path.write_bytes(path.read_bytes()[:5000])
    assert "cut off" in sentence(path)


def test_keeps_to_the_limits(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "m.h5", small_model(), small_weights())
    with (
        pytest.raises(LimitError, match="number of layers"),
        open_archive(path, limits=replace(DEFAULT_LIMITS, layers=2)),
    ):
        pass
    with (
        pytest.raises(LimitError, match="size of the config"),
        open_archive(path, limits=replace(DEFAULT_LIMITS, config_bytes=100)),
    ):
        pass
