"""Pair variables that have only names, as ``tf.train.Saver`` saved them, by the names of layers in these.

``dense_1/kernel``, ``tower/conv2d/bias``: each variable of each layer must be found under its layer's name, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rekeras.archive import Address, Layer, Leftover, Tensor
from rekeras.layers._description import Description
from rekeras.pairing.groups import Named
from rekeras.pairing.model import Paired, with_weights
from rekeras.pairing.object_reasons import reason_of_name
from rekeras.pairing.objects import OTHER_MODEL
from rekeras.pairing.slots import Slot, orders, show_shape
from rekeras.records import Finding, Severity


def pair_by_variable_name(model: Layer, description: Description, tensors: Mapping[str, Tensor]) -> Paired:
    """Give every layer of the model its tensors.

    Args:
        model: The outermost model, without weights.
        description: Which variables its layers must have.
        tensors: All tensors of the checkpoint, by name.
    """
    by_variable: dict[str, list[Named]] = defaultdict(list)
    for name, tensor in tensors.items():
        entry = Named(name, tensor)
        by_variable[entry.path[-1]].append(entry)
    weights: dict[Address, dict[str, Tensor]] = defaultdict(dict)
    findings: list[Finding] = []
    used: set[str] = set()
    for slot in orders(model, description)[0]:
        candidates = by_variable[slot.variable.name.rpartition("/")[2]]
        best = _best(slot, candidates)
        if best is None or not best.fits(slot.shape) or best.name in used:
            findings.append(_refusal(slot, best, candidates))
        else:
            used.add(best.name)
            weights[slot.address][slot.variable.name] = best.tensor
    leftovers = tuple(
        Leftover(tensor, reason_of_name(Named(name, tensor).path))
        for name, tensor in tensors.items()
        if name not in used
    )
    return Paired(with_weights(model, weights), leftovers, tuple(findings))


def _best(slot: Slot, candidates: Sequence[Named]) -> Named | None:
    """The one tensor below the layer's name that carries most names of outer layers, and least else."""
    wanted = tuple(slot.variable.name.split("/"))
    ranked = [
        (sum(label in entry.path[:-1] for label in slot.labels), -len(entry.path), entry)
        for entry in candidates
        if entry.path[-len(wanted) :] == wanted and slot.owner in entry.path[:-1]
    ]
    best = max((rank[:2] for rank in ranked), default=None)
    winners = [entry for *rank, entry in ranked if tuple(rank) == best]
    return winners[0] if len(winners) == 1 else None


def _refusal(slot: Slot, best: Named | None, candidates: Sequence[Named]) -> Finding:
    if best is not None:
        code, found = "weights_disagree", f"the checkpoint has {best.name} {show_shape(best.tensor.shape)}"
    else:
        similar = ", ".join(entry.name for entry in candidates[:3])
        code = "weights_missing"
        found = "the checkpoint has no single variable of that layer and name" + (
            f"; it has {similar}" if similar else ""
        )
    return Finding(code, Severity.REFUSAL, " / ".join(slot.address), found, slot.show(), OTHER_MODEL)
