"""Losses, metrics and learning-rate schedules of the given code, in the settings that a model was compiled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.custom.session import CodeObject, Session
from rekeras.training._objects import OwnObject, Spelled, read_object
from rekeras.training.losses import REDUCTIONS, function_name
from rekeras.training.metrics import CLASSES, FUNCTIONS, RESOLVED
from rekeras.training.schedules import SCHEDULES

SETTINGS = ("loss", "metrics", "weighted_metrics")
RATE = "learning_rate"


def with_own_training(training: Mapping[str, Any] | None, session: Session) -> Mapping[str, Any] | None:
    """The settings with what the code defines in place of names that Keras does not have."""
    if training is None:
        return None
    changed = {key: _own(value, session) for key, value in training.items() if key in SETTINGS}
    optimizers = {key: _with_rate(value, session) for key, value in training.items() if key.startswith("optimizer")}
    return {**training, **changed, **optimizers}


def _own(value: Any, session: Session) -> Any:
    known = _known(value, session)
    if known is not None:
        return known
    if isinstance(value, Mapping) and "class_name" not in value:
        return {key: _own(one, session) for key, one in value.items()}
    return [_own(one, session) for one in value] if isinstance(value, list | tuple) else value


def _with_rate(optimizer: Any, session: Session) -> Any:
    config = optimizer.get("config") if isinstance(optimizer, Mapping) else None
    if not isinstance(config, Mapping) or not isinstance(config.get(RATE), Mapping):
        return optimizer
    return {**optimizer, "config": {**config, RATE: _known(config[RATE], session) or config[RATE]}}


def _known(value: Any, session: Session) -> OwnObject | None:
    spelled = read_object(value)
    found = None if spelled is None else session.objects.get(spelled.name)
    if spelled is None or found is None or (_is_kerass(spelled) and spelled.name not in session.explicit):
        return None
    return OwnObject(found.written if found.kind == "function" else _written(found, spelled.config or {}))


def _is_kerass(spelled: Spelled) -> bool:
    """Whether Keras has it too: then the file means Keras's, unless the person says otherwise."""
    names = (spelled.name, spelled.name.lower())
    known = any(name in book for name in names for book in (CLASSES, FUNCTIONS, RESOLVED, SCHEDULES))
    return not spelled.package and (known or bool(function_name(spelled.name)))


def _written(known: CodeObject, config: Mapping[str, Any]) -> dict[str, Any]:
    """An object of a class; what every loss has is said in Keras 3's words."""
    given = {key: REDUCTIONS.get(one, one) if key == "reduction" else one for key, one in config.items()}
    return {
        "module": None if known.is_registered else known.module,
        "class_name": known.name,
        "config": given,
        "registered_name": known.registered_name,
    }
