"""The arguments that every optimizer has, in each era's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.records import Finding, Severity
from rekeras.training._family import Era, Saved
from rekeras.training._objects import OwnObject
from rekeras.training.schedules import decayed, schedule

COMMON: Mapping[str, Any] = {
    "weight_decay": None,
    "clipnorm": None,
    "global_clipnorm": None,
    "clipvalue": None,
    "use_ema": False,
    "ema_momentum": 0.99,
    "ema_overwrite_frequency": None,
}
NEWER = ("loss_scale_factor", "gradient_accumulation_steps")
"""Not known to Keras 3.0, and without meaning where they are None."""

SILENT = frozenset({"name", "jit_compile", "is_legacy_optimizer", "schedule_decay", "lr", "learning_rate", "decay"})
"""What says nothing about numbers, or is read elsewhere."""

UNSURE = (2, 2, 4)
"""What TensorFlow 1.13 to 2.1 give as the version of Keras."""

CLIPPING = ("clipnorm", "global_clipnorm", "clipvalue")


@dataclass(frozen=True)
class Arguments:
    """The arguments in Keras 3's words, and what is to be said about them."""

    config: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


def arguments(saved: Saved, own: Mapping[str, Any]) -> Arguments:
    """All arguments of an optimizer.

    Args:
        saved: The optimizer as the file has it.
        own: The arguments of its class alone, and their defaults.
    """
    rate = learning_rate(saved)
    known = {**COMMON, **own}
    fitting = {key for key, default in known.items() if key in saved.config and _fits(saved.config[key], default)}
    given = {key: value for key, value in saved.config.items() if key in fitting and not _is_unset(key, value, known)}
    newer = {key: saved.config[key] for key in NEWER if saved.config.get(key) is not None}
    clipping, said = _clipping(saved)
    config = {"name": _name(saved), **rate.config, **known, **given, **clipping, **newer}
    strange = saved.config.keys() - fitting - SILENT - set(NEWER)
    return Arguments(config, (*rate.findings, *said, *(_unknown(key, saved) for key in sorted(strange))))


def learning_rate(saved: Saved) -> Arguments:
    """The learning rate or its schedule, with the `decay` of old optimizers."""
    rate = saved.config.get("learning_rate", saved.config.get("lr"))
    if isinstance(rate, OwnObject):
        return Arguments({"learning_rate": rate.written})
    if isinstance(rate, Mapping):
        found, findings = schedule(rate)
        return Arguments({"learning_rate": found}, findings)
    if not _is_number(rate):
        default = 0.01 if saved.class_name.lower() == "sgd" else 0.001
        said = () if rate is None else (_unknown("learning_rate", saved),)
        return Arguments({"learning_rate": default}, said)
    decay = saved.config.get("decay") or 0.0
    if saved.class_name.lower() == "nadam" or not decay or not _is_number(decay):  # Nadam's is that of its momentum
        return Arguments({"learning_rate": float(rate)})
    return Arguments({"learning_rate": decayed(float(rate), float(decay))})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _fits(value: Any, default: Any) -> bool:
    """Whether it can be the value of such an argument."""
    if isinstance(default, bool):
        return isinstance(value, bool)
    return value is None or _is_number(value)


def _is_unset(key: str, value: Any, known: Mapping[str, Any]) -> bool:
    """Whether it is None where Keras 3 wants a number: ``epsilon=None`` was the epsilon of the backend."""
    return value is None and known[key] is not None


def _clipping(saved: Saved) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """`clipnorm` was the norm of all gradients together in the multi-backend Keras, and went with `clipvalue`."""
    given = {key: saved.config[key] for key in CLIPPING if saved.config.get(key)}
    if saved.era is Era.KERAS and "clipnorm" in given:
        given = {"clipnorm": None, "global_clipnorm": given["clipnorm"], **_only(given, "clipvalue")}
    both = [key for key in CLIPPING if given.get(key)]
    if len(both) < 2:
        unsure = both and saved.era is Era.V2 and saved.version == UNSURE
        return given, (_unsure(both[0]),) if unsure else ()
    lost = dict.fromkeys(both[1:])
    finding = Finding(
        "optimizer_clipping",
        Severity.ATTENTION,
        "optimizer",
        f"clips gradients by {' and '.join(both)}, Keras 3 by one of them alone; {', '.join(lost)} is left out",
        advice="Steps differ where gradients are so large that it would have clipped them.",
    )
    return {**given, **lost}, (finding,)


def _unsure(key: str) -> Finding:
    return Finding(
        "optimizer_clipping",
        Severity.NOTE,
        "optimizer",
        f"{key}: TensorFlow 2.0 did not clip while it trained; 1.14, 1.15 and 2.1, which give the same version, did, "
        "and so does Keras 3",
    )


def _only(given: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: given[key]} if key in given else {}


def _name(saved: Saved) -> str:
    return str(saved.config.get("name") or saved.class_name.lower())


def _unknown(key: str, saved: Saved) -> Finding:
    return Finding(
        "optimizer_argument",
        Severity.ATTENTION,
        "optimizer",
        f"the argument {key}={saved.config[key]!r} of {saved.class_name} is not known and left out",
        advice="Compare it with the optimizer of Keras 3 before you train on.",
    )
