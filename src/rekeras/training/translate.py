"""An optimizer of any era in the words of Keras 3."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from rekeras.training._family import ITERATIONS, LEARNING_RATE, Family, Layout, Saved, Translated
from rekeras.training._saved_state import common_slots
from rekeras.training.arguments import arguments, learning_rate
from rekeras.training.saved_optimizer import class_name


def translate(saved: Saved, family: Family) -> Translated:
    """The optimizer's class, arguments and variables in Keras 3."""
    found = arguments(saved, family.arguments)
    scheduled = isinstance(found.config["learning_rate"], dict)
    own: Layout = (ITERATIONS,) if scheduled else (ITERATIONS, LEARNING_RATE)
    layout = (*own, *common_slots(found.config), *family.layout(found.config))
    name = next(name for name in family.classes if name.lower() == class_name(saved).lower())
    derived, ahead = partial(_derived, saved, family), int(saved.counts_ahead)
    translated = Translated(name, found.config, layout, found.findings, family.since, derived, ahead=ahead)
    return family.adapt(saved, translated)


def _derived(saved: Saved, family: Family, steps: int, trained: int) -> Mapping[str, float]:
    rate = learning_rate(saved).config["learning_rate"]
    own = {} if isinstance(rate, Mapping) else {LEARNING_RATE.word: rate}
    return {**own, **family.derived(saved, steps, trained)}
