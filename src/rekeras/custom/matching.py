"""Which tensor of the file is which variable that the code made.

How a file knows its tensors decides: by place (``vars/0``), by the attributes on the way to them (object graphs), or by
names in Keras's order (HDF5). Attributes and names are never taken for each other: a layer in ``dense_2`` may be called
``dense_1``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rekeras.custom import words
from rekeras.custom.entries import Made, Pairs, Stored


@dataclass(frozen=True)
class Matching:
    """What belongs together.

    Attributes:
        pairs: Every variable with its tensor, in the order of the variables; empty where that is not certain.
        by: ``place``, ``attribute``, ``name`` or ``order``; empty where there are no pairs.
        aligned: For people where it is not certain: rows of what may belong together, None where one side has nothing.
    """

    pairs: Pairs = ()
    by: str = ""
    aligned: tuple[tuple[Stored | None, Made | None], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every tensor and every variable is paired."""
        return not self.aligned


def match(stored: Sequence[Stored], made: Sequence[Made]) -> Matching:
    """Pair the tensors of a layer, in the order of the file, with its variables, in Keras's order."""
    if not stored and not made:
        return Matching()
    for by, pairs in _attempts(stored, made):
        if pairs is not None and all(one.shape == found.tensor.shape for one, found in pairs):
            return Matching(pairs, by)
    return Matching(aligned=_aligned(stored, made))


def _attempts(stored: Sequence[Stored], made: Sequence[Made]) -> Iterator[tuple[str, Pairs | None]]:
    if all(one.is_place for one in stored):
        yield "place", words.by_unique_keys(stored, made, [words.PLACE])
    elif all(one.is_attribute for one in stored):
        yield "attribute", words.by_unique_keys(stored, made, words.ATTRIBUTES)
    else:
        for each in words.NAMES:
            yield "name", words.by_names(stored, made, each)
        yield "order", words.by_order(stored, made)


def _aligned(stored: Sequence[Stored], made: Sequence[Made]) -> tuple[tuple[Stored | None, Made | None], ...]:
    """Rows for people: the same name beside each other, then the same shape, then what is left."""
    rows: dict[int, Stored] = {}
    free = list(stored)
    last = words.ending(1)
    tests: tuple[Callable[[Stored, Made], bool], ...] = (
        lambda one, variable: one.name in (variable.place, variable.attribute),
        lambda one, variable: last(one.name) is not None and last(one.name) == last(variable.path),
        lambda one, variable: one.tensor.shape == variable.shape,
    )
    for fits in tests:
        for variable in made:
            found = None if id(variable) in rows else next((one for one in free if fits(one, variable)), None)
            if found:
                rows[id(variable)] = found
                free.remove(found)
    return (*((rows.get(id(variable)), variable) for variable in made), *((one, None) for one in free))
