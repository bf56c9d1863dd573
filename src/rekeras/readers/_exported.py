"""Where the architecture stands in a SavedModel that Keras exported instead of saving it."""

from __future__ import annotations

from pathlib import Path

from rekeras.containers.saved_model_path import FILE

ARCHITECTURE = Path("assets", "saved_model.json")


def architecture_of(path: Path) -> Path | None:
    """The file with the architecture; None where the path is no such SavedModel."""
    folder = path.parent if path.name == FILE else path
    found = folder / ARCHITECTURE
    return found if (folder / FILE).is_file() and found.is_file() else None
