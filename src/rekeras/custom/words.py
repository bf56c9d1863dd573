"""The ways to say which tensor of a file is which variable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from rekeras.custom.entries import Made, Pairs, Stored

_COUNTED = re.compile(r"_(\d+)$")
_UNINFORMATIVE = re.compile(r"(param|variable|weight|array|tensor)?(_?\d+)*$", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """One way to say which is which: tensor and variable of the same key belong together.

    Attributes:
        of_stored: The key of a tensor; None where it has none.
        of_made: The key of a variable.
        counted: Whether several of one key stand in the order of the counters in their names, not of the file.
    """

    of_stored: Callable[[Stored], Hashable]
    of_made: Callable[[Made], Hashable]
    counted: bool = False


def by_unique_keys(stored: Sequence[Stored], made: Sequence[Made], vocabulary: Sequence[Words]) -> Pairs | None:
    """Pairs of whatever has a key that nothing else has, one way after the other; None where something stays alone."""
    found: dict[int, Stored] = {}
    tensors, variables = list(stored), list(made)
    for words in vocabulary:
        left = _unique({id(one): words.of_stored(one) for one in tensors})
        right = _unique({id(one): words.of_made(one) for one in variables})
        by_id = {id(one): one for one in tensors}
        found |= {right[key]: by_id[left[key]] for key in left.keys() & right.keys()}
        taken = {id(one) for one in found.values()}
        tensors = [one for one in tensors if id(one) not in taken]
        variables = [one for one in variables if id(one) not in found]
    return None if tensors or variables else tuple((one, found[id(one)]) for one in made)


def _unique(keys: Mapping[int, Hashable]) -> dict[Hashable, int]:
    times: dict[Hashable, list[int]] = defaultdict(list)
    for number, key in keys.items():
        times[key].append(number)
    return {key: numbers[0] for key, numbers in times.items() if len(numbers) == 1 and key is not None}


def by_names(stored: Sequence[Stored], made: Sequence[Made], words: Words) -> Pairs | None:
    """Pairs, if the same names stand on both sides equally often; those of one name in order."""
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
        tensors = sorted(left[key], key=lambda one: _counters(one.name) if words.counted else ())
        ordered = sorted(variables, key=lambda one: _counters(one.path) if words.counted else ())
        found |= {id(variable): tensor for variable, tensor in zip(ordered, tensors, strict=True)}
    return tuple((variable, found[id(variable)]) for variable in made)


def by_order(stored: Sequence[Stored], made: Sequence[Made]) -> Pairs | None:
    """As Keras 2 loaded them; None where a name of the file is that of another variable than the one it would go to."""
    if len(stored) != len(made):
        return None
    last = ending(1)
    names = {last(one.path) for one in made} - {None}
    pairs = tuple(zip(made, stored, strict=True))
    contradiction = any(last(found.name) != last(one.path) and last(found.name) in names for one, found in pairs)
    return None if contradiction else pairs


def ending(length: int, *, exact: bool = False) -> Callable[[str], Hashable]:
    """The last components of a name without Keras 2's ``:0`` (and, if not exact, without counters)."""

    def key(name: str) -> Hashable:
        parts = name.partition(":")[0].split("/")
        plain = [_COUNTED.sub("", part) for part in parts]
        return None if _UNINFORMATIVE.fullmatch(plain[-1]) else tuple((parts if exact else plain)[-length:])

    return key


def _counters(name: str) -> tuple[int, ...]:
    """The counters that Keras put behind names, ``dense`` being before ``dense_1``."""
    parts = name.partition(":")[0].split("/")
    return tuple(int(found[1]) if (found := _COUNTED.search(part)) else 0 for part in parts)


def _public(attributes: str) -> Hashable:
    """Attributes without the underscore of private ones: in Keras 3 a kernel stands in ``_kernel``."""
    return tuple(part.lstrip("_") for part in attributes.split("/"))


def _placed(made: Made) -> Hashable:
    """The place of its layer and its attribute there: so a tensor is called whose layer has a known place."""
    layer = re.sub(r"(^|/)vars/\d+$", "", made.place)
    return _public(f"{layer}/{made.attribute.rpartition('/')[2]}".removeprefix("/"))


def _names(length: int, *, exact: bool = False) -> Words:
    key = ending(length, exact=exact)
    return Words(lambda one: key(one.name), lambda one: key(one.path), counted=length > 1)


PLACE = Words(lambda one: one.name, lambda one: one.place)
ATTRIBUTES = (
    Words(lambda one: _public(one.name), lambda one: _public(one.attribute)),
    Words(lambda one: _public(one.name), _placed),
    *(_names(length, exact=True) for length in (3, 2, 1)),
)
NAMES = (*(_names(length) for length in (4, 3, 2)), _names(1, exact=True), _names(1))
