"""Follows every tensor and every config key of the source to its end; the totals add up or rekeras is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rekeras.archive import Archive, Layer, Tensor, show_address, walk
from rekeras.records import Change, TensorFate

KEPT, CHANGED, DROPPED = "kept", "changed", "dropped"


MODEL = show_address(())
NO_OPTIMIZER = "the target holds no optimizer"


class AccountingError(RuntimeError):
    """Something of the source is neither kept, nor changed or dropped with a reason: a mistake of rekeras."""


def fate_of_tensors(
    archive: Archive, changes: Sequence[Change], places: Mapping[str, Tensor]
) -> tuple[TensorFate, ...]:
    """Where every tensor of the source went.

    Args:
        archive: As it was read, before any rule.
        changes: What the rules did.
        places: What was written, by place in the result.

    Raises:
        AccountingError: A tensor is lost, or was changed by nobody.
    """
    reasons = {origin: leftover.reason for leftover in archive.leftovers for origin in leftover.tensor.origins}
    state = {origin for one in archive.state for origin in one.tensor.origins}
    read = [*(origin for tensor in archive.tensors().values() for origin in tensor.origins), *sorted(state)]
    written: dict[str, list[str]] = {}
    for place, tensor in places.items():
        for origin in tensor.origins:
            written.setdefault(origin, []).append(place)
    if strangers := written.keys() - {*read, *reasons}:
        raise AccountingError(f"written, but not read: {', '.join(sorted(strangers))}")
    rules = _rules_by_tensor(changes)
    fates = []
    for origin in dict.fromkeys((*read, *reasons)):
        found = written.get(origin, [])
        if not found:
            reason = reasons.get(origin) or (NO_OPTIMIZER if origin in state else ", ".join(rules.get(origin, ())))
            fates.append(TensorFate(origin, DROPPED, "", _required(reason, f"tensor {origin} is lost")))
        elif all(places[place].is_original for place in found):
            fates.append(TensorFate(origin, KEPT, ", ".join(found)))
        else:
            reason = _required(", ".join(rules.get(origin, ())), f"tensor {origin} was changed by no rule")
            fates.append(TensorFate(origin, CHANGED, ", ".join(found), reason))
    return tuple(fates)


def created_tensors(places: Mapping[str, Tensor], created: Sequence[str]) -> tuple[str, ...]:
    """Places in the result that no tensor of the source went to.

    Raises:
        AccountingError: The writer says otherwise.
    """
    without_origin = {place for place, tensor in places.items() if not tensor.origins}
    if without_origin != set(created):
        raise AccountingError(f"created, or not? {', '.join(sorted(without_origin ^ set(created)))}")
    return tuple(sorted(created))


def fate_of_config_keys(before: Layer, after: Layer, changes: Sequence[Change]) -> dict[str, int]:
    """How many config keys of the source were kept, changed and dropped, by replaying the changes.

    A layer that a rule on an outer layer replaced or renamed counts as changed, with all its keys.

    Raises:
        AccountingError: A key is not in the result as it was, and no change says so.
    """
    sources = {show_address(address): layer for address, layer in walk(before)}
    results = {show_address(address): layer for address, layer in walk(after)}
    ledger = _Ledger(sources)
    for change in changes:
        ledger.enter(change)
    totals = {KEPT: 0, CHANGED: 0, DROPPED: 0}
    for place, source in sources.items():
        result = results.get(ledger.now[place])
        for key, value in source.config.items():
            totals[_fate_of_key(key, value, result, ledger, place)] += 1
    return totals


def _fate_of_key(key: str, value: object, result: Layer | None, ledger: _Ledger, place: str) -> str:
    if result is not None and key in result.config and _same(result.config[key], value):
        return KEPT
    if not ledger.explains(place, key):
        raise AccountingError(f"{place}: config key {key} was changed by no rule")
    return CHANGED if result is None or key in result.config else DROPPED


def _same(one: object, other: object) -> bool:
    return one is other or one == other  # the identity counts for NaN


class _Ledger:
    """The changes, entered under the layers of the source.

    Attributes:
        now: Where each layer of the source stands after the changes entered so far.
        keys: Which config keys of each changed layer they touched.
    """

    def __init__(self, places: Iterable[str]) -> None:
        self.now = {place: place for place in places}
        self.keys: dict[str, set[str]] = {}
        self._source_of = dict(self.now)

    def enter(self, change: Change) -> None:
        """Enter one change, after all those before it."""
        place = self._source_of.get(change.where)
        if place is None:  # a layer that an earlier rule made
            return
        self.keys.setdefault(place, set()).update(change.before)
        if "name" in change.after and change.where != MODEL:
            parent = change.where.removesuffix(str(change.before.get("name", "")))
            self._move(change.where, parent + str(change.after["name"]))

    def _move(self, old: str, new: str) -> None:
        """A renamed layer takes what is inside it with it."""
        for place, now in self.now.items():
            if now == old or now.startswith(f"{old} / "):
                self.now[place] = new + now.removeprefix(old)
        self._source_of = {now: place for place, now in self.now.items()}

    def explains(self, place: str, key: str) -> bool:
        """Whether a change speaks of this key, or of an outer layer, whose rule may have worked on what is inside."""
        names = place.split(" / ")
        outer = (" / ".join(names[:depth]) for depth in range(1, len(names)))
        return key in self.keys.get(place, ()) or any(each in self.keys for each in (MODEL, *outer) if each != place)


def _rules_by_tensor(changes: Sequence[Change]) -> dict[str, list[str]]:
    rules: dict[str, list[str]] = {}
    for change in changes:
        for tensor in change.tensors:
            rules.setdefault(tensor, []).append(change.rule)
    return {tensor: list(dict.fromkeys(names)) for tensor, names in rules.items()}


def _required(reason: str, otherwise: str) -> str:
    if not reason:
        raise AccountingError(otherwise)
    return reason
