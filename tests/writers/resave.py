"""Load models in real Keras and save them again; one JSON line a model, run by test_write in a process of its own."""

from __future__ import annotations

import json
import os
import sys
import warnings

os.environ["KERAS_BACKEND"] = "numpy"
warnings.simplefilter("ignore")

import keras  # noqa: E402 - the backend is chosen before


def resave(source: str, target: str) -> str:
    """Empty when it worked, else what Keras says."""
    try:
        keras.saving.load_model(source, compile=True).save(target)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    print(json.dumps(resave(*json.loads(line))), file=answers, flush=True)
