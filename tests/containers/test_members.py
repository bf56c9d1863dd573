from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rekeras.containers.members import open_members
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits


def folder(path: Path) -> Path:
    (path / "assets").mkdir(parents=True)
    (path / "config.json").write_bytes(b"{}")
    (path / "assets" / "words.txt").write_bytes(b"one")
    return path


def test_a_folder_and_an_archive_give_the_same(tmp_path: Path) -> None:
    unpacked = folder(tmp_path / "model")
    packed = tmp_path / "model.keras"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("assets/words.txt", "config.json"):
            archive.write(unpacked / name, name)
    for path in (unpacked, packed):
        with open_members(path, DEFAULT_LIMITS) as members:
            assert members.names == ("assets/words.txt", "config.json")
            assert members.read("config.json") == b"{}"
            assert members.window("assets/words.txt").head(9) == b"one"
            with pytest.raises(UnreadableFileError, match=r"model\.weights\.h5"):
                members.window("model.weights.h5")


def test_leaves_links_alone(tmp_path: Path) -> None:
    path = folder(tmp_path / "model")
    (path / "metadata.json").symlink_to("/etc/passwd")
    with open_members(path, DEFAULT_LIMITS) as members:
        assert "metadata.json" not in members.names
        with pytest.raises(UnreadableFileError, match=r"no file metadata\.json"):
            members.read("metadata.json")


def test_can_stay_in_the_folder_itself(tmp_path: Path) -> None:
    with open_members(folder(tmp_path / "model"), DEFAULT_LIMITS, deep=False) as members:
        assert members.names == ("config.json",)


def test_holds_the_limits(tmp_path: Path) -> None:
    path = folder(tmp_path / "model")
    with pytest.raises(LimitError), open_members(path, Limits(members=1)) as members:
        _ = members.names
    with pytest.raises(LimitError), open_members(path, Limits(config_bytes=1)) as members:
        members.read("config.json")
