"""The files by which a folder is a SavedModel of TensorFlow."""

from __future__ import annotations

from pathlib import Path

FILE = "saved_model.pb"
TEXT_FILE = "saved_model.pbtxt"


def is_saved_model(path: Path) -> bool:
    """Whether this is such a folder, or the file inside that makes it one."""
    if path.is_dir():
        return (path / FILE).is_file() or (path / TEXT_FILE).is_file()
    return path.name in (FILE, TEXT_FILE) and path.is_file()
