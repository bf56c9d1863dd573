"""The child: calls a person's own function, which makes a Keras 3 model, and saves that model.

One JSON line in, one JSON line out. Run as a script, not imported: it holds nothing of rekeras.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a person's code prints must not stand between the answers
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nor may it read them
    hello = start()
    answers.write(json.dumps(hello) + "\n")
    answers.flush()
    for line in requests if "error" not in hello else ():
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()


def start() -> dict[str, Any]:
    """Import Keras; only now, so that a failure can be reported."""
    try:
        import keras
    except Exception as error:  # the parent tells the person why this backend cannot start
        return {"stage": "start", "error": type(error).__name__, "text": str(error)}
    return {"keras": keras.__version__, "backend": keras.backend.backend()}


def beside(name: str) -> ModuleType:
    """A module that stands beside this script."""
    spec = importlib.util.spec_from_file_location(f"_rekeras_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None  # noqa: S101 - it does
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Import the function, call it, and save what it returns.

    Args:
        request: ``source`` as ``user_code.py`` takes it, with one name; ``target``, where the model goes.
    """
    code = beside("user_code")
    source = request["source"]
    try:
        (function,) = code.load([source]).values()
        if not callable(function):
            return refused(f"is a {type(function).__name__}, not a function", source)
        return saved(function(), source, request["target"])
    except code.UserCodeError as error:
        return dict(error.answer)
    except (Exception, SystemExit, KeyboardInterrupt) as error:  # whatever a person's code does is the answer
        return dict(code.told("call", error, source))


def saved(model: Any, source: dict[str, Any], target: str) -> dict[str, Any]:
    """Save a model, if it is one that can be saved."""
    import keras

    if not isinstance(model, keras.Model):
        return refused(f"returned {type(model).__name__}, not a keras.Model", source)
    if not model.built:
        return refused("returned a model that is not built: it has no variables yet", source)
    model.save(target)
    return {"class": type(model).__name__, "parameters": int(model.count_params())}


def refused(text: str, source: dict[str, Any]) -> dict[str, Any]:
    """The answer for what is no model."""
    return {"stage": "model", "error": "NoModel", "text": text, "source": source["text"]}


if __name__ == "__main__":
    main()
