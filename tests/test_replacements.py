from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.errors import UnreadableFileError
from rekeras.pipeline import check, convert
from rekeras.records import Severity
from tests import zoo

SOURCE = zoo.unpacked("keras-2.2.4") / "lambda_python.h5"
FUNCTIONS = """
import os
import tensorflow as tf

AXIS = 1
model = os.environ["NOBODY_RUNS_THIS"]

def first(t):
    return tf.gather(t, 0, axis=AXIS)

other = lambda t: t + 1
"""


@pytest.fixture
def functions(tmp_path: Path) -> Path:
    file = tmp_path / "functions.py"
    file.write_text(FUNCTIONS, encoding="utf-8")
    return file


def test_a_function_takes_the_place_of_the_files_own_without_being_run(functions: Path, tmp_path: Path) -> None:
    report = convert(SOURCE, tmp_path / "new.keras", lambdas={"first": f"{functions}:first"})
    assert "replaced_function" in {finding.code for finding in report.findings}


def test_a_module_is_found_where_python_finds_it(functions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(functions.parent)
    report = check(SOURCE, lambdas={"first": "functions:first"})
    assert "replaced_function" in {finding.code for finding in report.findings}


def test_a_function_of_another_shape_is_refused(functions: Path) -> None:
    report = check(SOURCE, lambdas={"first": f"{functions}:other"})
    refusals = [finding.found for finding in report.findings if finding.severity is Severity.REFUSAL]
    assert any("gives (4, 3) where the file says (3,)" in found for found in refusals)


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("nobody", "{file}:first", "no Lambda layer and no activation nobody"),
        ("first", "{file}:nobody", "defines no function nobody"),
        ("first", "{file}", "names no function"),
        ("first", "{file}.nowhere:first", "cannot be read"),
        ("first", "no_such_module:first", "cannot be read: No such file"),
        ("first", "{image}:first", "is no Python"),
    ],
)
def test_what_cannot_be_replaced_is_said(name: str, place: str, said: str, functions: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.png"
    image.write_bytes(b"\x89PNG\r\n\x1a\n\0")
    with pytest.raises(UnreadableFileError, match=said):
        check(SOURCE, lambdas={name: place.format(file=functions, image=image)})
