"""What an error text means: each rule knows the errors of its change, `explanations.toml` the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """Something that makes people see an error.

    Attributes:
        name: Of the rule, or of the entry in ``explanations.toml``; stable.
        title: What happened, in one line.
        changed_in: The Keras version that made the change; empty where it was none.
        details: More about it, one paragraph each.
        remedy: What rekeras does about it, or that it does not yet.
        command: The command to run; empty where none helps.
        sources: Where to read more.
        symptoms: The error texts; what stands in ``<…>`` may be anything.
        classes: Layer classes that stand for each other in the texts.
    """

    name: str
    title: str
    changed_in: str
    details: tuple[str, ...]
    remedy: str
    command: str
    sources: tuple[str, ...]
    symptoms: tuple[str, ...]
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Explanation:
    """What a pasted error text may mean.

    Attributes:
        cause: Why people see it.
        symptom: The known error text that is like it.
        score: How much of that text the pasted one holds, up to 1.
    """

    cause: Cause
    symptom: str
    score: float


def explain(text: str) -> tuple[Explanation, ...]:
    """Find out what an error text means, best first; nothing where no known text is like it.

    Args:
        text: An error message, or a whole traceback, as it was pasted. Names, numbers and shapes may differ.
    """
    from rekeras.symptoms import match

    return match(text)
