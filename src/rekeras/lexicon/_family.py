"""The words in which a family of the lexicon says what it translates."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Translate = Callable[..., Any]


@dataclass(frozen=True)
class Entry:
    """One function of TensorFlow or of ``keras.backend``.

    Attributes:
        names: What it is called: ``math.add``, ``keras.backend.mean``, ``raw.AddV2`` for the operation of a graph.
        function: Takes a ``Build`` and the arguments of the call under TensorFlow's names.
    """

    names: tuple[str, ...]
    function: Translate

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the arguments that it understands, in order."""
        return tuple(inspect.signature(self.function).parameters)[1:]


class Family:
    """The entries of one family, by name; ``reasons`` says of other functions why they are not translated."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.reasons: dict[str, str] = {}

    def on(self, *names: str, raw: str = "") -> Callable[[Translate], Translate]:
        """Register a function under the names of TensorFlow, and of raw operations (``raw="AddV2 Add"``)."""

        def register(function: Translate) -> Translate:
            every = (*names, *(f"raw.{name}" for name in raw.split()))
            entry = Entry(every, function)
            for name in every:
                if name in self.entries:
                    raise ValueError(f"two entries for {name}")
                self.entries[name] = entry
            return function

        return register

    def on_backend(self, *names: str) -> Callable[[Translate], Translate]:
        """Register a function under names of ``keras.backend``."""
        return self.on(*(f"keras.backend.{name}" for name in names))

    def refuse(self, reason: str, *names: str) -> None:
        """Say why functions are not translated."""
        for name in names:
            if name in self.reasons or name in self.entries:
                raise ValueError(f"two entries for {name}")
            self.reasons[name] = reason
