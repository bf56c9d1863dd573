"""A family of optimizers: what its arguments and variables are in Keras 3, and what each era stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from rekeras.archive.tensors import Shape
from rekeras.records import Finding, Severity


class Era(Enum):
    """Who wrote an optimizer; each had its own arguments, and its own order of variables."""

    KERAS = "keras.optimizers of Keras 1 and 2, and of TensorFlow up to 1.13"
    V2 = "tf.keras.optimizers of TensorFlow 1.14 to 2.10, later called legacy"
    NEW = "tf.keras.optimizers since TensorFlow 2.11, before called experimental"
    KERAS_3 = "Keras 3"


@dataclass(frozen=True)
class Saved:
    """An optimizer as a file has it.

    Attributes:
        class_name: Without the package it is registered under.
        config: Its arguments, as the file spells them.
        era: Who wrote it.
        version: Of Keras, as numbers; empty where unknown.
        backend: On which Keras trained; empty where unknown.
    """

    class_name: str
    config: Mapping[str, Any]
    era: Era
    version: tuple[int, ...] = ()
    backend: str = ""

    @property
    def counts_ahead(self) -> bool:
        """Whether a step counted itself before it was made, as those of Adam in Keras 2.3 on TensorFlow."""
        on_tensorflow = self.version[:2] == (2, 3) and self.backend == "tensorflow"
        return self.era is Era.KERAS and on_tensorflow and self.class_name == "Adam"


@dataclass(frozen=True)
class Own:
    """A variable of the optimizer itself: one number, which some files lack."""

    word: str


@dataclass(frozen=True)
class Each:
    """Variables that an optimizer makes for each variable it trains, one variable after the other.

    Attributes:
        words: What Keras 3 calls them.
        used: Whether they are what they look like; else they only hold a place, and have any shape.
        shape: The shape of such a variable for a variable of that shape; None where it has none.
    """

    words: tuple[str, ...]
    used: bool = True
    shape: Callable[[str, Shape], Shape | None] = lambda _word, shape: shape


def each(*words: str) -> Each:
    """Variables made together for each variable that is trained."""
    return Each(words)


Layout = tuple[Own | Each, ...]
ITERATIONS, LEARNING_RATE = Own("iterations"), Own("learning_rate")
AVERAGE, ACCUMULATED = Each(("average",)), Each(("gradient_accumulator",))
SMALL = 1e-5
"""Below this, `epsilon` matters to no gradient that matters."""


@dataclass(frozen=True)
class Translated:
    """An optimizer in the words of Keras 3.

    Attributes:
        class_name: Its class.
        config: Its arguments, all of them.
        layout: Its variables in Keras 3's order.
        findings: What is not the same as it was.
        since: The oldest Keras 3 that has it, with its variables in this order.
        derived: Values of its own variables after so many steps of so many variables, where the source lacks them.
        inner: From where on its variables are those of the optimizer that it works with; 0 where it needs none.
        ahead: By how many steps the source was ahead of the number that it stored.
    """

    class_name: str
    config: Mapping[str, Any]
    layout: Layout
    findings: tuple[Finding, ...] = ()
    since: str = "3.0"
    derived: Callable[[int, int], Mapping[str, float]] = lambda _steps, _trained: {}
    inner: int = 0
    ahead: int = 0

    def but(self, *findings: Finding, **arguments: Any) -> Translated:
        """The same with other arguments, and with more to say."""
        return replace(self, config={**self.config, **arguments}, findings=(*self.findings, *findings))


@dataclass(frozen=True)
class Family:
    """One family of optimizers.

    Attributes:
        module: ``__name__`` of its module.
        classes: Names of its classes, as Keras 3 spells them.
        arguments: Its own arguments and their defaults, without those that every optimizer has.
        layout: Its variables in Keras 3's order after those that every optimizer has, by its arguments there.
        stored: The variables that a file has, in its order, in Keras 3's words.
        words: What the eras called each of Keras 3's slots, in names and in object graphs.
        adapt: What is done about formulas that are not the same.
        since: The oldest Keras 3 that has it, with its variables in this order.
        derived: Values of its own variables, for files that lack them, by the optimizer and the numbers of steps and
            of variables that it trains.
    """

    module: str
    classes: tuple[str, ...]
    arguments: Mapping[str, Any]
    layout: Callable[[Mapping[str, Any]], Layout]
    stored: Callable[[Saved], Layout]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adapt: Callable[[Saved, Translated], Translated] = lambda _saved, translated: translated
    since: str = "3.0"
    derived: Callable[[Saved, int, int], Mapping[str, float]] = lambda _saved, _steps, _trained: {}


def differs(what: str, size: str, advice: str = "") -> Finding:
    """A formula that is another one in Keras 3, and that no argument restores."""
    return Finding("optimizer_differs", Severity.ATTENTION, "optimizer", f"{what}: {size}", "", advice)


def inside_the_root(saved: Saved, translated: Translated) -> Translated:
    """With the square of epsilon, for ``sqrt(v) + epsilon`` that became ``sqrt(v + epsilon)``."""
    if saved.era in (Era.NEW, Era.KERAS_3):
        return translated
    epsilon = translated.config["epsilon"]
    note = Finding(
        "optimizer_epsilon",
        Severity.NOTE if epsilon <= SMALL else Severity.ATTENTION,
        "optimizer",
        f"epsilon {epsilon:g} stood outside the square root, in Keras 3 it stands inside and is {epsilon**2:g}: "
        f"steps are the same but where gradients are about as small as {epsilon:g}, there up to 1.4 times as large",
    )
    return translated.but(note, epsilon=epsilon**2)
