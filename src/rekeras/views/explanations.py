"""What a pasted error may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rekeras.blocks import Block, Line, Style
from rekeras.explain import Explanation
from rekeras.views._plain import plain

UNKNOWN = (
    "No known error is like this one.",
    "If it came from loading a model: `rekeras check FILE` looks at the file itself, which tells more than the error.",
    "If that finds nothing either, please report the error together with what `rekeras inspect FILE` prints.",
)


def content(explanations: Sequence[Explanation]) -> dict[str, Any]:
    """The explanations, best first."""
    return {"explanations": plain(explanations)}


def blocks(explanations: Sequence[Explanation]) -> Iterator[Block]:
    """The explanations as people read them, best first."""
    if not explanations:
        yield from map(Line, UNKNOWN)
    for index, explanation in enumerate(explanations):
        if index:
            yield Line()
            yield Line("Or:", Style.FAINT)
        yield from _one(explanation)


def _one(explanation: Explanation) -> Iterator[Block]:
    cause = explanation.cause
    since = f" (since Keras {cause.changed_in})" if cause.changed_in else ""
    yield Line(f"{cause.title}{since}", Style.TITLE)
    yield Line()
    for paragraph in cause.details:
        yield Line(paragraph)
    yield Line(cause.remedy)
    if cause.command:
        yield Line()
        yield Line(f"  {cause.command}", Style.GOOD)
    yield Line()
    yield Line(f"known error ({cause.name}): {explanation.symptom}", Style.FAINT)
    for source in cause.sources:
        yield Line(source, Style.FAINT)
