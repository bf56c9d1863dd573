"""Put the calls of a graph into an order in which each comes after those it depends on."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from rekeras.archive import Call, refs_in
from rekeras.topology.place import Place


def in_order(calls: Sequence[Call], place: Place) -> tuple[Call, ...]:
    """Order the calls, those first in the file first where there is a choice.

    Raises:
        UnreadableFileError: Some depend on each other in a loop; names their layers.
    """
    numbers = {(call.layer, call.node): number for number, call in enumerate(calls)}
    waits_for: list[set[int]] = []
    needed_by: list[list[int]] = [[] for _call in calls]
    for number, call in enumerate(calls):
        sources = {
            numbers[source]
            for ref in refs_in((call.args, call.kwargs))
            if (source := (ref.layer, ref.node)) in numbers  # an input layer has no call
        }
        waits_for.append(sources)
        for source_number in sources:
            needed_by[source_number].append(number)
    ready = [number for number, sources in enumerate(waits_for) if not sources]
    ordered: list[Call] = []
    while ready:
        number = heapq.heappop(ready)
        ordered.append(calls[number])
        for next_number in needed_by[number]:
            waits_for[next_number].remove(number)
            if not waits_for[next_number]:
                heapq.heappush(ready, next_number)
    if len(ordered) < len(calls):
        names = sorted({call.layer for number, call in enumerate(calls) if waits_for[number]})
        shown = ", ".join(names[:10]) + (" ..." if len(names) > 10 else "")
        raise place.unreadable(f"the calls of these layers depend on each other in a loop: {shown}")
    return tuple(ordered)
