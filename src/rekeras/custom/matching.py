"""Which tensor of the file is which variable that the code made: by place, by attribute, by name, at last by order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rekeras.archive import Tensor

_COUNTED = re.compile(r"_(\d+)$")
_UNINFORMATIVE = re.compile(r"(param|variable|weight|array|tensor)?(_?\d+)*$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Stored:
    """A tensor of the file.

    Attributes:
        name: Under its layer: a name (``dense_3/kernel``), attributes (``blocks/0/kernel``) or a place (``vars/0``).
        tensor: Its numbers.
    """

    name: str
    tensor: Tensor


@dataclass(frozen=True)
class Made:
    """A variable that the code made.

    Attributes:
        path: Names of the layers and its own (``block/dense_1/kernel``).
        attribute: Attributes on the way to it (``denses/1/kernel``).
        place: Where Keras 3 saves it; empty where it does not.
        shape: Its shape.
        dtype: Its dtype.
        trainable: Whether training changes it.
        also: Where Keras 3 saves it once more, because two layers share it.
    """

    path: str
    attribute: str
    place: str
    shape: tuple[int, ...]
    dtype: str = "float32"
    trainable: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matching:
    """What belongs together.

    Attributes:
        pairs: Every variable with its tensor, in the order of the variables; empty where that is not certain.
        by: ``place``, ``attribute``, ``name`` or ``order``; empty where there are no pairs.
        aligned: For people where it is not certain: rows of what may belong together, None where one side has nothing.
    """

    pairs: tuple[tuple[Made, Stored], ...] = ()
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
    for words in _VOCABULARIES:
        pairs = _by_key(stored, made, words)
        if pairs is not None and _all_fit(pairs):
            return Matching(pairs, words.by)
    in_order = tuple(zip(made, stored, strict=False))
    if len(stored) == len(made) and _all_fit(in_order) and not _contradict(in_order):
        return Matching(in_order, "order")
    return Matching(aligned=_aligned(stored, made))


def _all_fit(pairs: Sequence[tuple[Made, Stored]]) -> bool:
    return all(made.shape == stored.tensor.shape for made, stored in pairs)


def _contradict(pairs: Sequence[tuple[Made, Stored]]) -> bool:
    """Whether a name of the file is that of another variable than the one it would go to."""
    last = _ending(1)
    names = {last(made.path) for made, _stored in pairs}
    return any(last(one.name) != last(made.path) and last(one.name) in names - {None} for made, one in pairs)


Key = Callable[[str], Hashable]


def _ending(length: int) -> Key:
    """The last components of a name without counters and Keras 2's ``:0``; the whole of a shorter one."""

    def key(name: str) -> Hashable:
        parts = [_COUNTED.sub("", part) for part in name.partition(":")[0].split("/")]
        return None if _UNINFORMATIVE.fullmatch(parts[-1]) else tuple(parts[-length:])

    return key


@dataclass(frozen=True)
class _Words:
    """One way to say which is which.

    Attributes:
        by: What it goes by.
        of_stored: The key of a tensor; None where it has none.
        of_made: The key of a variable.
        counted: Whether several of one key stand in the order of the counters in their names, not of the file.
    """

    by: str
    of_stored: Callable[[Stored], Hashable]
    of_made: Callable[[Made], Hashable]
    counted: bool = False

    def number(self, name: str) -> tuple[int, ...]:
        """What to sort by; nothing keeps the order."""
        return _counters(name) if self.counted else ()


def _by_key(stored: Sequence[Stored], made: Sequence[Made], words: _Words) -> tuple[tuple[Made, Stored], ...] | None:
    """The pairs, if the same keys stand on both sides equally often."""
    left: dict[Hashable, list[Stored]] = defaultdict(list)
    right: dict[Hashable, list[Made]] = defaultdict(list)
    for one in stored:
        left[words.of_stored(one)].append(one)
    for variable in made:
        right[words.of_made(variable)].append(variable)
    if None in left or {key: len(each) for key, each in left.items()} != {k: len(each) for k, each in right.items()}:
        return None
    found: dict[int, Stored] = {}
    for key, variables in right.items():
        tensors = sorted(left[key], key=lambda one: words.number(one.name))
        ordered = sorted(variables, key=lambda one: words.number(one.path))
        found |= {id(variable): tensor for variable, tensor in zip(ordered, tensors, strict=True)}
    return tuple((variable, found[id(variable)]) for variable in made)


def _counters(name: str) -> tuple[int, ...]:
    """The counters that Keras put behind names, ``dense`` being before ``dense_1``."""
    parts = name.partition(":")[0].split("/")
    return tuple(int(found[1]) if (found := _COUNTED.search(part)) else 0 for part in parts)


def _public(attributes: str) -> Hashable:
    """Attributes without the underscore of private ones: in Keras 3 a kernel stands in ``_kernel``."""
    return tuple(part.lstrip("_") for part in attributes.split("/"))


def _names(length: int) -> _Words:
    key = _ending(length)
    return _Words("name", lambda one: key(one.name), lambda one: key(one.path), counted=length > 1)


_VOCABULARIES = (
    _Words("place", lambda one: one.name, lambda one: one.place),
    _Words("attribute", lambda one: _public(one.name), lambda one: _public(one.attribute)),
    *(_names(length) for length in (4, 3, 2, 1)),
)


def _aligned(stored: Sequence[Stored], made: Sequence[Made]) -> tuple[tuple[Stored | None, Made | None], ...]:
    """Rows for people: the same name beside each other, then the same shape, then what is left."""
    rows: dict[int, Stored] = {}
    free = list(stored)
    last = _ending(1)
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
