from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.containers.checkpoint_path import checkpoint_index
from tests import bundles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    bundles.dense_checkpoint(tmp_path / "model.ckpt")
    return tmp_path


@pytest.mark.parametrize("name", ["model.ckpt", "model.ckpt.index", "model.ckpt.data-00000-of-00001", ""])
def test_every_name_leads_to_the_checkpoint(folder: Path, name: str) -> None:
    assert checkpoint_index(folder / name) == folder / "model.ckpt.index"


@pytest.mark.parametrize("path", ["newer", "/home/author/runs/newer", "C:\\\\runs\\\\newer"])
def test_the_newest_of_a_folder_is_taken(folder: Path, path: str) -> None:
    bundles.dense_checkpoint(folder / "newer")
    assert checkpoint_index(folder) is None
    state = f'model_checkpoint_path: "{path}"\nall_model_checkpoint_paths: "model.ckpt"\n'
    (folder / "checkpoint").write_text(state)
    assert checkpoint_index(folder) == checkpoint_index(folder / "checkpoint") == folder / "newer.index"


def test_a_newest_that_is_not_there(folder: Path) -> None:
    (folder / "checkpoint").write_text('model_checkpoint_path: "gone"\n')
    assert checkpoint_index(folder / "checkpoint") is None
    assert checkpoint_index(folder) == folder / "model.ckpt.index"


def test_other_files_are_none(tmp_path: Path) -> None:
    for name in ("a.index", "model.h5", "b.data-00000-of-00001"):
        (tmp_path / name).write_bytes(b"something else entirely, and long enough to have a footer" * 3)
        assert checkpoint_index(tmp_path / name) is None
    assert checkpoint_index(tmp_path) is None
    assert checkpoint_index(tmp_path / "nothing") is None


def test_a_checkpoint_may_have_no_name(tmp_path: Path) -> None:
    """As saver.save(session, "model/") wrote it."""
    index = bundles.dense_checkpoint(tmp_path / "x")
    index.rename(tmp_path / ".index")
    (tmp_path / "x.data-00000-of-00001").rename(tmp_path / ".data-00000-of-00001")
    for name in ("", ".index", ".data-00000-of-00001"):
        assert checkpoint_index(tmp_path / name) == tmp_path / ".index"
