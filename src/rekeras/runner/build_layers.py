"""The child: imports a person's own code, builds layers of it in the Keras of this Python, and says what they hold.

One JSON line in, one JSON line out. Run as a script, not imported: it holds nothing of rekeras.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

MAX_PRINTED = 50_000_000
"""Bytes that a person's code may print, or write into one file, before it is stopped."""


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a person's code prints must not stand between the answers
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nor may it read them
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for as long as it runs
    send(answers, start())
    builder = Builder()
    for line in requests:
        send(answers, builder.answer(json.loads(line)))


def start() -> dict[str, Any]:
    """Import Keras; only now, so that a failure can be reported."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_PRINTED, MAX_PRINTED))
    except ImportError:  # no such thing on Windows
        pass
    try:
        import keras
    except Exception as error:  # the parent tells the person why this backend cannot start
        return {"stage": "start", "error": type(error).__name__, "text": str(error)}
    return {"keras": keras.__version__, "backend": keras.backend.backend()}


def send(answers: TextIO, answer: dict[str, Any]) -> None:
    """Write one answer."""
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def beside(name: str) -> ModuleType:
    """A module that stands beside this script."""
    spec = importlib.util.spec_from_file_location(f"_rekeras_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None  # noqa: S101 - it does
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Builder:
    """Imports code when asked, and builds what it is asked for.

    Args:
        objects: Classes and functions by the name that a model has for them, where they are there already.
    """

    def __init__(self, objects: dict[str, Any] | None = None) -> None:
        self._code = beside("user_code")
        self._building, self._looking = beside("building"), beside("looking")
        self.objects: dict[str, Any] = dict(objects or {})

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """One answer, be it an error."""
        try:
            return dict(self._answer(request))
        except self._code.UserCodeError as error:
            return dict(error.answer)
        except (Exception, SystemExit) as error:  # whatever a person's code does is the answer
            stage = getattr(error, "rekeras_stage", request["task"])
            return dict(self._code.told(stage, error))

    def _answer(self, request: dict[str, Any]) -> Any:
        if request["task"] == "import":
            self.objects |= self._code.load(request["sources"])
            return {"objects": {name: self._code.described(value) for name, value in self.objects.items()}}
        known = self.objects | self._code.by_registered_name(self.objects)
        layer, created, calls = self._building.build(request, known)
        return {"calls": calls, **self._looking.held(layer, created)}


if __name__ == "__main__":
    main()
