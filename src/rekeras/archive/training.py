"""What training left in a file: the optimizer's variables; and what of it Keras 3 gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive.tensors import Tensor


@dataclass(frozen=True)
class StateTensor:
    """One variable of an optimizer, as the source holds it; the order of them in the file says something too.

    Attributes:
        name: What the source calls it (``Adam/dense/kernel/m:0``); says nothing where a backend named none.
        tensor: Its numbers.
        slot: The optimizer's word for what it is (``m``, ``iter``), where the file says so apart from the name.
        variable: The variable it was kept for, by its place as ``Archive.tensors`` has it (``dense / kernel``), where
            the file says so.
    """

    name: str
    tensor: Tensor
    slot: str = ""
    variable: str = ""


@dataclass(frozen=True)
class Compiled:
    """How a model is compiled in Keras 3, and how far its training had come.

    Attributes:
        config: The ``compile_config`` of the file.
        layout: The optimizer's variables in the order in which Keras 3 makes them: a tensor of its own, or the words
            for what it makes for each variable that it trains, one variable after the other. Empty without a state.
        slots: By such a word, the tensors by the ``id`` of the tensor of the model that each is for.
        name: What Keras calls the optimizer.
        inner: How many of them come before those of the optimizer that it works with; 0 where it needs none.
        since: The oldest Keras 3 that reads the optimizer and its variables in this order.
    """

    config: Mapping[str, Any]
    layout: tuple[Tensor | tuple[str, ...], ...] = ()
    slots: Mapping[str, Mapping[int, Tensor]] = field(default_factory=dict)
    name: str = ""
    inner: int = 0
    since: str = "3.0"
