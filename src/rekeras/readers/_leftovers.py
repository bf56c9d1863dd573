"""What people are told of the tensors of a checkpoint that are not carried over: one finding for each reason."""

from __future__ import annotations

from collections.abc import Sequence

from rekeras.archive import Leftover
from rekeras.pairing.object_reasons import severity_of
from rekeras.records import Finding


def about(leftovers: Sequence[Leftover]) -> tuple[Finding, ...]:
    """One finding for each reason why tensors are left over."""
    names: dict[str, list[str]] = {}
    for leftover in leftovers:
        names.setdefault(leftover.reason, []).extend(leftover.tensor.origins)
    return tuple(
        Finding(
            "tensors_left_over",
            severity_of(reason),
            "",
            f"{len(keys)} tensor{'s' if len(keys) > 1 else ''} not carried over: {reason} ({keys[0]}"
            + (", ...)" if len(keys) > 1 else ")"),
        )
        for reason, keys in names.items()
    )
