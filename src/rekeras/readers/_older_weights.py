"""Weights of Keras 1 or 2 beside an architecture of Keras 3: they mean something else than weights of Keras 3."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Source
from rekeras.readers._weights_section import WeightsSection
from rekeras.records import Finding, Severity

KERAS_3 = (3,)


def older_weights(source: Source, section: WeightsSection) -> Iterator[Finding]:
    """A refusal where the weights are older than the architecture: nothing would tell the rules so.

    Args:
        source: The architecture, and what it says of its origin.
        section: The weights.
    """
    numbers = section.keras_version.partition(".")[0]
    older = numbers.isdecimal() and (int(numbers),) < KERAS_3
    if source.version < KERAS_3 or not older:
        return
    on = f" on {section.backend}" if section.backend else ""
    yield Finding(
        "weights_of_older_era",
        Severity.REFUSAL,
        "",
        f"the architecture is of Keras 3, the weights are of Keras {section.keras_version}{on}",
        "both of one era",
        f"To put them into it: rekeras weights {section.file.path.name} --into {source.path.name} -o FILLED.keras",
    )
