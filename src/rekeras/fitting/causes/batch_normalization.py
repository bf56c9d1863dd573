"""BatchNormalization without `scale` has no gamma, one without `center` no beta."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, some
from rekeras.records import Finding

VARIABLES = {"gamma": "scale", "beta": "center"}


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """BatchNormalizations with another number of variables, all of one size."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for place, pair in mismatch.differing():
        assert pair.piece is not None  # noqa: S101 - differing() gives both
        shapes = set(pair.piece.shapes)
        if place.layer.class_name != "BatchNormalization" or len(shapes) != 1 or len(next(iter(shapes))) != 1:
            continue
        wanted, found = len(place.slots), len(pair.piece.entries)
        names = {entry.path[-1] for entry in pair.piece.entries}
        known = bool(names & {"gamma", "beta", "moving_mean"})
        missing = [
            key for name, key in VARIABLES.items() if known and name not in names and place.layer.config.get(key)
        ]
        extra = [key for name, key in VARIABLES.items() if name in names and not place.layer.config.get(key, True)]
        if wanted == found and not (missing or extra):
            continue
        changes = [f"{key}=False" for key in missing] + [f"{key}=True" for key in extra]
        advice = f"Build the layers with BatchNormalization({', '.join(changes)})." if changes else FOUR
        what = f"the file has {found} variables for each, the architecture {wanted}"
        by_reason.setdefault((what, advice), []).append(place.where)
    for (what, advice), where in by_reason.items():
        yield likely(__name__, some(where), f"BatchNormalization: {what}", advice)


FOUR = "With scale=True and center=True it has four variables, and one less for each that is False."

cause = Cause(__name__, look)
