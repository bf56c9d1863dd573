"""Find each variable by the names that stand in the tensors' names; all or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rekeras.pairing.groups import Named
from rekeras.pairing.slots import Slot

_COUNTER = re.compile(r"_\d+$")


def pair_by_name(slots: Sequence[Slot], entries: Sequence[Named]) -> Mapping[Slot, Named] | None:
    """Return the tensor of every slot, or None where the names do not tell it for all of them.

    A tensor of a layer inside a model must carry that layer's name (``conv2d_1/kernel:0``); names of wrapped layers
    and of outer models decide where several would do.
    """
    by_variable: dict[str, list[Named]] = defaultdict(list)
    for entry in entries:
        by_variable[entry.path[-1]].append(entry)
    found: dict[Slot, Named] = {}
    taken: set[int] = set()
    for slot in slots:
        best = _best(slot, by_variable[slot.variable.name.rpartition("/")[2]])
        if best is None or id(best) in taken:
            return None
        taken.add(id(best))
        found[slot] = best
    return found if len(found) == len(entries) else None


def without_common_counter(entries: Sequence[Named]) -> tuple[Named, ...]:
    """The entries without the counter (``_1``) that TensorFlow 1 gave to all scopes of a model loaded once more."""
    counters = {_COUNTER.search(entry.name.partition("/")[0]) for entry in entries}
    texts = {match.group() if match else "" for match in counters}
    if len(texts) != 1 or not (counter := texts.pop()):
        return tuple(entries)
    return tuple(Named(entry.name.replace(counter + "/", "/", 1), entry.tensor) for entry in entries)


def _best(slot: Slot, candidates: Sequence[Named]) -> Named | None:
    """The one candidate that carries most of the names; None where two carry as many."""
    wanted = tuple(slot.variable.name.split("/"))
    ranked = [
        (sum(label in entry.path[:-1] for label in slot.labels), index)
        for index, entry in enumerate(candidates)
        if entry.path[-len(wanted) :] == wanted and (not slot.owner or slot.owner in entry.path[:-1])
    ]
    if not ranked:
        return None
    best = max(rank for rank, _index in ranked)
    winners = [index for rank, index in ranked if rank == best]
    return candidates[winners[0]] if len(winners) == 1 else None
