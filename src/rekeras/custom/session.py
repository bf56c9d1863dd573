"""A person's own code, imported in a process of its own, and asked what its layers hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from rekeras.custom.sources import CodeSource, sources_of
from rekeras.errors import MissingKerasError, UnreadableFileError
from rekeras.runner.installed import installed_backends
from rekeras.runner.process import SERVE, KerasProcess

BUILD = SERVE.with_name("build_layers.py")
SECONDS = 120.0
"""How long importing the code, or building one layer of it, may take."""


@dataclass(frozen=True)
class CodeObject:
    """A class or function that the code defines.

    Attributes:
        name: Its name in the code.
        kind: ``layer``, ``model``, ``loss``, ``metric`` ..., ``class`` or ``function``.
        module: The module that Keras 3 writes for it.
        registered_name: The name under which Keras 3 finds it.
        init: Arguments of its constructor: ``names``, which are ``required``, and whether it is ``open`` to any other.
        call: The same of its ``call``.
        written: A function as Keras 3 writes it in a config.
    """

    name: str
    kind: str
    module: str
    registered_name: str
    init: Mapping[str, Any] = field(default_factory=dict)
    call: Mapping[str, Any] = field(default_factory=dict)
    written: Any = None

    @property
    def takes_name(self) -> bool:
        """Whether its constructor takes a name."""
        return bool(self.init.get("open", True)) or "name" in self.init.get("names", ())

    @property
    def is_registered(self) -> bool:
        """Whether a decorator registers it with a package."""
        return ">" in self.registered_name


class Asks(Protocol):
    """Whoever answers: a process, or Keras in this one."""

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request; with ``error`` where something failed."""
        ...


class Session:
    """Code that was imported.

    Attributes:
        objects: What it defines, by the name that a model has for it.
        explicit: Names that a person gave one by one (``file.py:Name=Class``).
    """

    def __init__(self, asked: Asks, sources: Sequence[CodeSource] = (), *, explicit: Iterable[str] = ()) -> None:
        self._asked = asked
        ordered = sorted(sources, key=lambda source: bool(source.names))  # what is named one by one has the last word
        self._request = {"task": "import", "sources": [source.request() for source in ordered]}
        self.explicit = frozenset({*explicit, *(name for source in sources for name in source.names)})
        self.objects = self._import()

    def registered(self, registered_name: str) -> CodeObject | None:
        """The class that Keras 3 finds under a name; None where the code has none."""
        return next((one for one in self.objects.values() if one.registered_name == registered_name), None)

    def build(self, config: Mapping[str, Any], calls: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Have one layer built; what is in the answer: ``runner/looking.py``."""
        answer = self._asked.ask({"task": "build", "config": config, "calls": calls})

        if answer.get("stage") in ("time", "process"):
            self._import()  # the next question goes to a new process
        return answer

    def _import(self) -> dict[str, CodeObject]:
        answer = self._asked.ask(self._request)
        if "error" in answer:
            raise _import_failed(answer)
        return {
            name: CodeObject(
                told["name"],
                told["kind"],
                told["module"],
                told["registered_name"],
                told.get("init", {}),
                told.get("call", {}),
                told.get("written"),
            )
            for name, told in answer["objects"].items()
        }


@contextmanager
def code_session(given: Sequence[str | Path | CodeSource], *, seconds: float = SECONDS) -> Iterator[Session]:
    """Import the code that a person named, in a process that ends with this.

    Raises:
        UnreadableFileError: It cannot be read or imported; says where in it.
        MissingKerasError: Keras 3 or every one of its backends is missing.
    """
    sources = sources_of(given)
    backends = installed_backends()
    if not backends:
        raise MissingKerasError("Building custom layers")
    wished = os.environ.get("KERAS_BACKEND", "")
    with KerasProcess(wished if wished in backends else backends[0], seconds=seconds, script=BUILD) as process:
        yield Session(process, sources)


def _import_failed(answer: Mapping[str, Any]) -> UnreadableFileError:
    where = str(answer.get("source", "the given code"))
    if answer.get("file"):
        where = f"{answer['file']}, line {answer['line']}"
    if answer["stage"] == "start":
        return UnreadableFileError("Keras", f"does not start: {answer['text']}", advice="Set KERAS_BACKEND to another.")
    if answer["error"] == "NotThere":
        known = ", ".join(answer["has"]) or "nothing of its own"
        return UnreadableFileError(where, answer["text"], expected=f"one of what it has: {known}")
    line = f": {answer['code']}" if answer.get("code") else ""
    advice = "The code is imported, not run as a script: what it does besides defining classes belongs under " + MAIN
    return UnreadableFileError(where, f"cannot be imported, {answer['error']}: {answer['text']}{line}", advice=advice)


MAIN = 'if __name__ == "__main__".'
