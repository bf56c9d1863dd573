from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.custom.migrating import migrated
from rekeras.errors import OutputError, UnreadableFileError
from rekeras.records import Severity

OLD = """from tensorflow import keras
from tensorflow.keras import backend as K

class Half(keras.layers.Layer):
    def call(self, inputs):
        return K.sum(inputs, axis=-1) / 2
"""
NEW = "import keras\n\nclass Same(keras.layers.Layer):\n    pass\n"


def code(folder: Path, text: str = OLD, name: str = "layers.py") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_a_copy_stands_beside_the_result_and_the_file_stays(tmp_path: Path) -> None:
    old = code(tmp_path / "mine")
    with migrated([f"{old}:Half=Half"], tmp_path) as given:
        (source,) = given.sources
    copy = tmp_path / "layers_keras3.py"
    assert "ops.sum(inputs, axis=-1) / 2" in copy.read_text()
    assert old.read_text() == OLD
    assert given.options == (f"{copy}:Half=Half",)
    assert source.request()["folder"] == str(old.parent), "what it imports stands beside the old file"  # type: ignore[union-attr]
    assert [(one.code, one.severity) for one in given.findings] == [("code_migrated", Severity.NOTE)]


def test_new_code_is_taken_as_it_is(tmp_path: Path) -> None:
    new = code(tmp_path / "mine", NEW)
    with migrated([new], tmp_path) as given:
        assert given.options == (str(new),)
    assert not (tmp_path / "layers_keras3.py").exists()


def test_no_copy_is_left_where_what_follows_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), migrated([code(tmp_path / "mine")], tmp_path):
        assert (tmp_path / "layers_keras3.py").exists()
        raise KeyError
    assert not (tmp_path / "layers_keras3.py").exists()


def test_overwrites_nothing_unasked(tmp_path: Path) -> None:
    (tmp_path / "layers_keras3.py").write_text("mine\n")
    with pytest.raises(OutputError, match="exists already"), migrated([code(tmp_path / "mine")], tmp_path):
        pass
    assert (tmp_path / "layers_keras3.py").read_text() == "mine\n"


def test_refuses_modules(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="only files are migrated"), migrated(["package.layers"], tmp_path):
        pass
