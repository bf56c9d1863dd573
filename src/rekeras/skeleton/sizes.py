"""How a size in a file is written in code: an argument, a size of the input, a number, or a number for each layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rekeras.skeleton.uses import Use
from rekeras.spelling.expressions import Atom, Brackets, Expression, sequence
from rekeras.spelling.values import constant, text

SIZES = (
    "units",
    "filters",
    "channels",
    "dim",
    "size",
    "width",
    "vocab",
    "num",
    "heads",
    "features",
    "output",
    "classes",
)
"""What config keys hold in their names that are sizes of something."""
MULTIPLES = (2, 3, 4)
"""How often a kernel of a gated layer holds its units."""


def size(values: Sequence[Any], uses: Sequence[Use]) -> Expression:
    """The expression that gives each use its value.

    Args:
        values: The value at each use.
        uses: The uses.
    """
    for expression, candidate in _candidates(uses):
        if type(values[0]) is int and list(candidate) == list(values):
            return Atom(expression)
    if all(value == values[0] for value in values):
        return constant(values[0])
    if all(isinstance(value, tuple) and len(value) == len(values[0]) for value in values):
        return sequence(*(size([value[axis] for value in values], uses) for axis in range(len(values[0]))), ends="()")
    by_name = {use.layer.name: value for use, value in zip(uses, values, strict=True)}
    table = Brackets(None, tuple((f"{text(name)}: ", constant(value)) for name, value in by_name.items()), "{}")
    return Brackets(table, (("", Atom("self.name")),), "[]")


def _candidates(uses: Sequence[Use]) -> Iterator[tuple[str, list[int]]]:
    keys = [key for key in uses[0].layer.config if key.isidentifier() and _is_number(key, uses)]
    sizes = [key for key in keys if any(word in key.lower() for word in SIZES)]
    given = {key: [use.layer.config[key] for use in uses] for key in keys}
    yield from ((f"self.{key}", given[key]) for key in sizes)
    lasts = [use.inputs.first.shape[-1] if use.inputs.first.shape else None for use in uses]
    known = [last for last in lasts if last is not None]
    if len(known) == len(uses):
        yield "input_shape[-1]", known
    if len(uses) > 1:
        yield from ((f"self.{key}", given[key]) for key in keys if key not in sizes)
    for times in MULTIPLES:
        yield from ((f"{times} * self.{key}", [times * one for one in given[key]]) for key in sizes)
        if len(known) == len(uses):
            yield f"{times} * input_shape[-1]", [times * one for one in known]


def _is_number(key: str, uses: Sequence[Use]) -> bool:
    return all(type(use.layer.config.get(key)) is int for use in uses)
