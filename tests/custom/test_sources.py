from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.custom.sources import sources_of
from rekeras.errors import UnreadableFileError


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    path = tmp_path / "layers.py"
    path.write_text("class Scale: ...\n")
    return path


def test_a_file_is_everything_that_it_defines(layers: Path) -> None:
    (source,) = sources_of([layers])
    assert (source.path, source.module, source.names) == (layers, "layers", {})
    assert source.request()["folder"] == str(layers.parent)


def test_classes_of_one_file_are_imported_together(layers: Path) -> None:
    (source,) = sources_of([f"{layers}:Scale", f"{layers}:Old=New"])
    assert source.names == {"Scale": "Scale", "Old": "New"}


def test_a_module_is_imported_by_name() -> None:
    (source,) = sources_of(["package.layers:Old=New"])
    assert (source.path, source.module, source.names) == (None, "package.layers", {"Old": "New"})


def test_says_where_a_file_is_no_python(tmp_path: Path) -> None:
    path = tmp_path / "layers.py"
    path.write_text("import keras\n\ndef broken(:\n    pass\n")
    with pytest.raises(UnreadableFileError, match=r"layers\.py, line 3.*def broken\(:"):
        sources_of([path])


@pytest.mark.parametrize("given", ["", "no file.h5", "layers:", "layers:=New", "layers:Old=New=Newer", "missing.py"])
def test_refuses_what_names_no_code(given: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"names no|cannot be read"):
        sources_of([given])
