"""The words in which a family says what old functions become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rekeras.source.functions._given import Given

Write = Callable[[Given], str]


@dataclass(frozen=True)
class Function:
    """What one old function becomes.

    Attributes:
        names: What it was called: ``tensorflow.math.reduce_sum``, ``keras.backend.sum``.
        signature: Its parameters, old names and defaults, as Python writes them.
        write: Makes the template for what a call gives.
        example: The template, where it is always the same one.
        called: Whether it is a function; ``tf.float32`` is none.
    """

    names: tuple[str, ...]
    signature: str
    write: Write
    example: str = ""
    called: bool = True


@dataclass(frozen=True)
class Refusal:
    """Why old functions have no safe translation, and what to do instead."""

    names: tuple[str, ...]
    reason: str
    advice: str


class Family:
    """The functions of one family, in the order in which they were told.

    Names are short: ``K.sum`` for ``keras.backend.sum``, ``tf.reduce_sum`` for ``tensorflow.reduce_sum``.
    """

    def __init__(self) -> None:
        self.functions: list[Function] = []
        self.refusals: list[Refusal] = []

    def on(self, names: str, signature: str, template: str) -> None:
        """Functions that always become the same.

        Args:
            names: Theirs, separated by spaces.
            signature: ``x, axis: written = 0, keepdims=False``; annotations are the marks of ``Parameter``.
            template: What a call becomes, the parameters standing as names.
        """
        self.functions.append(Function(tuple(_long(names)), signature, lambda _given: template, template))

    def by(self, names: str, signature: str) -> Callable[[Write], Write]:
        """Functions whose translation depends on what a call gives: the decorated function makes the template."""

        def register(write: Write) -> Write:
            self.functions.append(Function(tuple(_long(names)), signature, write))
            return write

        return register

    def constant(self, names: str, expression: str) -> None:
        """Names that are no functions, and what stands for them."""
        self.functions.append(Function(tuple(_long(names)), "", lambda _given: expression, expression, False))

    def refuse(self, names: str, reason: str, advice: str) -> None:
        """Functions without a translation; a name that ends in ``.*`` stands for a whole module."""
        self.refusals.append(Refusal(tuple(_long(names)), reason, advice))


def _long(names: str) -> Iterator[str]:
    for name in names.split():
        first, _, rest = name.partition(".")
        yield f"{({'K': 'keras.backend', 'tf': 'tensorflow'}).get(first, first)}.{rest}"
