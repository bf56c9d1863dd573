"""What a file of Keras 1 does not say: with which backend it was written, and often of which version it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rekeras.archive import Source
from rekeras.pairing.groups import Group
from rekeras.pairing.keras1_names import named_by_keras_1, taken_apart, written_by_tensorflow
from rekeras.records import Finding, Severity


def recognise_keras_1(source: Source, groups: Sequence[Group]) -> tuple[Source, tuple[Group, ...], tuple[Finding, ...]]:
    """Take the names of Keras 1's variables apart, and read from them which backend named them.

    Returns:
        Source, groups and findings; as they were for files of later versions.
    """
    if not named_by_keras_1(groups):
        return source, tuple(groups), ()
    found = "tensorflow" if written_by_tensorflow(groups) else "theano"
    ends = "end in" if found == "tensorflow" else "do not end in"
    note = Finding(
        "backend_of_names",
        Severity.NOTE,
        "",
        f"Keras 1 did not write its backend; its variables {ends} `:0`, as those of {found} do",
        advice="If a person knows better: --source-backend.",
    )
    told = replace(source, backend=source.backend or found, keras_version=source.keras_version or "1")
    return told, tuple(taken_apart(group) for group in groups), () if source.backend else (note,)
