"""Builds models from migrated code, loads old weights into them, and compares with recorded outputs.

Run with the backend in KERAS_BACKEND: ``run_migrated.py CASES.json``; prints for each case the largest difference over
the largest output, or the error.
"""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import keras
import numpy as np


def main() -> None:
    cases = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(json.dumps({name: _compared(**files) for name, files in cases.items()}))


def _compared(code: str, weights: str, recording: str) -> float | str:
    keras.saving.get_custom_objects().clear()
    recorded = np.load(recording)
    inputs = [recorded[name] for name in sorted(recorded.files) if name.startswith("x")]
    expected = [recorded[name] for name in sorted(recorded.files) if name.startswith("y")]
    try:
        model = runpy.run_path(code)["build_model"]()
        given = inputs if len(inputs) > 1 else inputs[0]
        model(given)
        model.load_weights(weights)
        outputs = _listed(model(given, training=False))
    except Exception as problem:  # whatever the code does is the result
        return f"{type(problem).__name__}: {problem}"
    pairs = zip(outputs, expected, strict=True)
    return max(float(np.abs(keras.ops.convert_to_numpy(now) - old).max() / np.abs(old).max()) for now, old in pairs)


def _listed(outputs: Any) -> list[Any]:
    if isinstance(outputs, dict):
        return list(outputs.values())
    return list(outputs) if isinstance(outputs, list | tuple) else [outputs]


if __name__ == "__main__":
    main()
