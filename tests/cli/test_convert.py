"""`rekeras convert` on genuine files."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests import zoo
from tests.cli.shell import rekeras


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A whole model of Keras 2.2.4."""
    return Path(shutil.copy(zoo.unpacked("keras-2.2.4") / "dense.h5", tmp_path / "old.h5"))


def test_writes_beside_the_source_and_reports(source: Path) -> None:
    ran = rekeras("convert", source)
    assert ran.code == 0
    assert zipfile.is_zipfile(source.with_name("old.keras"))
    assert "Keras 2.2.4 on tensorflow" in ran.stdout
    assert "5 in the source: 5 kept bit for bit" in ran.stdout
    assert "rekeras verify" in ran.stderr
    assert "rekeras verify" not in ran.stdout


def test_json_holds_the_totals_and_nothing_else_is_on_stdout(source: Path) -> None:
    said = json.loads(rekeras("convert", source, "--json").stdout)
    assert said["schema"] == "rekeras.conversion/1"
    assert said["tensor_totals"] == {"kept": 5, "changed": 0, "dropped": 0}
    assert said["target"] == str(source.with_name("old.keras"))
    assert len(said["tensors"]) == 5


def test_the_output_goes_where_it_is_wanted(source: Path, tmp_path: Path) -> None:
    assert rekeras("convert", source, "-o", tmp_path / "elsewhere.keras").code == 0
    assert (tmp_path / "elsewhere.keras").exists()
    assert not (tmp_path / "old.keras").exists()


def test_force_overwrites(source: Path) -> None:
    source.with_name("old.keras").write_text("old")
    assert rekeras("convert", source, "--force").code == 0
    assert zipfile.is_zipfile(source.with_name("old.keras"))


def test_a_source_named_keras_is_not_overwritten(source: Path) -> None:
    named = source.rename(source.with_name("old.keras"))
    content = named.read_bytes()
    assert rekeras("convert", named).code == 0
    assert named.read_bytes() == content
    assert zipfile.is_zipfile(named.with_name("old.keras3.keras"))


def test_an_architecture_with_its_weights(tmp_path: Path) -> None:
    folder = zoo.unpacked("keras-2.2.4")
    target = tmp_path / "new.keras"
    ran = rekeras("convert", folder / "dense.json", "--weights", folder / "dense_weights.h5", "-o", target)
    assert ran.code == 0
    assert "5 kept bit for bit" in ran.stdout


@pytest.mark.parametrize(("name", "start"), [("report.json", "{"), ("report.txt", "/")])
def test_the_report_goes_into_a_file_too(source: Path, tmp_path: Path, name: str, start: str) -> None:
    ran = rekeras("convert", source, "--report", tmp_path / name)
    assert ran.code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(start)


@pytest.mark.parametrize(("name", "start"), [("report.json", "{"), ("report.txt", "/")])
def test_the_report_of_a_refused_model_goes_into_a_file_too(tmp_path: Path, name: str, start: str) -> None:
    refused = Path(shutil.copy(zoo.unpacked("keras-2.2.4") / "dense_weights.h5", tmp_path / "weights_alone.h5"))
    ran = rekeras("convert", refused, "--report", tmp_path / name)
    assert ran.code == 2
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith(start)
    assert "without an architecture" in text


@pytest.mark.parametrize(("name", "words"), [("report.pdf", ".json"), ("no/report.json", "no such folder")])
def test_a_report_that_cannot_be_is_refused_before_anything_is_done(source: Path, name: str, words: str) -> None:
    ran = rekeras("convert", source, "--report", source.parent / name)
    assert ran.code == 2
    assert words in ran.stderr
    assert not source.with_name("old.keras").exists()


def test_options_of_verify_need_verify(source: Path) -> None:
    ran = rekeras("convert", source, "--backend", "jax")
    assert ran.code == 2
    assert "--verify" in ran.stderr
    assert not source.with_name("old.keras").exists()


def test_verify_runs_the_checks(source: Path) -> None:
    recording = zoo.unpacked("keras-2.2.4") / "dense.npz"
    ran = rekeras("convert", source, "--verify", "--inputs", recording, "--backend", "jax", "--json")
    said = json.loads(ran.stdout)
    assert ran.code == 0
    assert {check["check"]: check["outcome"] for check in said["checks"]}["outputs_close"] == "passed"
    assert {check["backend"] for check in said["checks"]} == {"", "jax"}


def test_a_report_that_cannot_be_written_after_all_says_what_was_done(source: Path, tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    ran = rekeras("convert", source, "--report", tmp_path / "report.json")
    assert ran.code == 2
    assert "everything else was done" in ran.stderr
    assert zipfile.is_zipfile(source.with_name("old.keras"))


def test_says_what_layout_the_input_has(tmp_path: Path) -> None:
    old = zoo.unpacked("keras-2.2.4") / "conv_channels_first.h5"
    assert "has its channels first in conv" in rekeras("check", old).stdout
    ran = rekeras("convert", old, "--data-format", "channels_last", "-o", tmp_path / "new.keras")
    assert ran.code == 0
    assert "x.transpose((0, 2, 3, 1))" in ran.stdout
    assert "rekeras verify --data-format channels_last" in ran.stderr


def test_a_keras_3_that_lacks_something_is_told_what(tmp_path: Path) -> None:
    source, target = zoo.unpacked("keras_v3/keras-3.15") / "newer_layers.keras", tmp_path / "new.keras"
    ran = rekeras("convert", source, "-o", target, "--keras", "3.5.0")
    assert ran.code == 2
    assert "rms: class RMSNormalization needs Keras 3." in ran.stderr
    assert not target.exists()
    assert rekeras("convert", source, "-o", target, "--keras", "3.15").code in (0, 1)
    assert "known are 3.0 to" in rekeras("convert", source, "-o", target, "--force", "--keras", "2.15").stderr
