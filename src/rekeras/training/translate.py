"""An optimizer of any era in the words of Keras 3."""

from __future__ import annotations

from functools import partial

from rekeras.training._family import AVERAGE, ITERATIONS, LEARNING_RATE, Family, Layout, Saved, Translated
from rekeras.training.arguments import arguments
from rekeras.training.saved_optimizer import class_name


def translate(saved: Saved, family: Family) -> Translated:
    """The optimizer's class, arguments and variables in Keras 3."""
    found = arguments(saved, family.arguments)
    scheduled = isinstance(found.config["learning_rate"], dict)
    own: Layout = (ITERATIONS,) if scheduled else (ITERATIONS, LEARNING_RATE)
    average: Layout = (AVERAGE,) if found.config["use_ema"] else ()
    layout = (*own, *average, *family.layout(found.config))
    name = next(name for name in family.classes if name.lower() == class_name(saved).lower())
    derived = partial(family.derived, found.config)
    return family.adapt(saved, Translated(name, found.config, layout, found.findings, family.since, derived))
