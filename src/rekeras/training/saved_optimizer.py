"""The optimizer that a file's compile settings name: its class, its arguments, and who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rekeras.archive import Source
from rekeras.registry import units_of
from rekeras.training._family import Era, Family, Saved


@cache
def families() -> Mapping[str, Family]:
    """Every family by the names of its classes in lower case."""
    units = units_of("rekeras.training.optimizers", "family", Family)
    return {name.lower(): family for family in units for name in family.classes}


def saved_optimizer(spelled: Any, source: Source) -> Saved | None:
    """An optimizer as a file spells it; None where it says nothing that makes sense."""
    if isinstance(spelled, str):
        spelled = {"class_name": spelled, "config": {}}
    if not isinstance(spelled, Mapping) or not isinstance(spelled.get("class_name"), str):
        return None
    config = spelled.get("config") or {}
    if not isinstance(config, Mapping):
        return None
    name = spelled["class_name"].rpartition(">")[2]
    return Saved(name, config, _era(config, source), source.version, source.backend)


def optimizer_in(settings: Mapping[str, Any]) -> Any:
    """What the compile settings say of the optimizer: ``training_config`` and ``compile_config`` differ in the key."""
    return settings.get("optimizer_config", settings.get("optimizer"))


def family_of(saved: Saved) -> Family | None:
    """What is known of an optimizer; None for a class that is not Keras's own."""
    return families().get(class_name(saved).lower())


def class_name(saved: Saved) -> str:
    """The class without the word that tells it from its successor."""
    return saved.class_name.removeprefix("Legacy")


def _era(config: Mapping[str, Any], source: Source) -> Era:
    if source.version >= (3,):
        return Era.KERAS_3
    if "is_legacy_optimizer" in config or "use_ema" in config:
        return Era.V2 if config.get("is_legacy_optimizer") else Era.NEW
    if not config and source.is_tf_keras:  # the name alone, as people give it to `compile`
        return Era.NEW if source.version >= (2, 11) else Era.V2
    return Era.V2 if "name" in config and "learning_rate" in config else Era.KERAS
