"""Code that answers without a process: what it would say is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.custom.session import Session

Told = dict[str, Any]


def layer_class(name: str, *arguments: str, required: tuple[str, ...] = (), kind: str = "layer") -> Told:
    """A class as the child tells of it."""
    return {
        "name": name,
        "kind": kind,
        "module": "layers",
        "registered_name": name,
        "init": {"names": list(arguments), "required": list(required), "open": True},
        "call": {"names": ["inputs"], "required": ["inputs"], "open": False},
    }


def variable(path: str, place: str, *shape: int, trainable: bool = True) -> Told:
    """A variable of a built layer."""
    attribute = path.partition("/")[2]
    told = {"path": path, "name": path.rpartition("/")[2], "attribute": attribute, "places": [place]}
    return told | {"shape": list(shape), "dtype": "float32", "trainable": trainable}


def built(
    *variables: Told, gives: tuple[int | None, ...] = (None, 2), objects: Mapping[str, str] | None = None
) -> Told:
    """The answer for a layer that could be built."""
    return {
        "calls": [{"outputs": {"__spec__": {"shape": list(gives), "dtype": "float32"}}}],
        "variables": list(variables),
        "untracked": [],
        "objects": dict(objects or {}),
        "build_config": None,
        "mask": "none",
    }


class Fake:
    """Answers with what it was given, by the class of the layer; remembers what it was asked."""

    def __init__(self, classes: list[Told], answers: Mapping[str, Told]) -> None:
        self._classes, self._answers = classes, answers
        self.asked: list[Told] = []

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request."""
        if request["task"] == "import":
            return {"objects": {one["name"]: one for one in self._classes}}
        self.asked.append(dict(request))
        return self._answers[request["config"]["class_name"]]

    def session(self) -> Session:
        """A session that asks it."""
        return Session(self)
