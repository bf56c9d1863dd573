"""Reads a recording: inputs and, where known, what the old framework computed from them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rekeras.checks._case import Recording
from rekeras.errors import UnreadableFileError

ADVICE = "In the old framework: np.savez('recording.npz', x0=inputs, y0=model.predict(inputs)), and so on x1, y1 …"


def read_recording(path: Path) -> Recording:
    """Read ``x0…``, ``y0…``, ``names`` and ``output_names`` from a ``.npz`` file.

    Raises:
        UnreadableFileError: There is no such file, it is no ``.npz``, it has pickled arrays, or no ``x0``.
    """
    arrays = arrays_of(path, ADVICE)
    inputs, outputs = _numbered(arrays, "x"), _numbered(arrays, "y")
    if not inputs:
        found = ", ".join(sorted(arrays)) or "nothing"
        raise UnreadableFileError(path, f"holds {found}", expected="inputs x0, x1 …", advice=ADVICE)
    if "names" in arrays:
        inputs["names"] = arrays["names"]
    names = tuple(str(name) for name in arrays["output_names"]) if "output_names" in arrays else ()
    return Recording(inputs, tuple(outputs.values()), names)


def arrays_of(path: Path, advice: str) -> dict[str, np.ndarray]:
    """Every array of a ``.npz`` file.

    Args:
        path: The file.
        advice: How such a file is made, for the message.

    Raises:
        UnreadableFileError: There is no such file, it is no ``.npz``, or it has pickled arrays.
    """
    try:
        with path.open("rb") as file:
            data = np.load(file, allow_pickle=False)
            if not isinstance(data, np.lib.npyio.NpzFile):
                raise UnreadableFileError(path, "is one array", expected="a .npz of several", advice=advice)
            with data:
                return {name: data[name] for name in data.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(path, str(error), expected="a recording as .npz", advice=advice) from error


def _numbered(arrays: Mapping[str, np.ndarray], letter: str) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    while (name := f"{letter}{len(found)}") in arrays:
        found[name] = arrays[name]
    return found
