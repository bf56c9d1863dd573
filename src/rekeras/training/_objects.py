"""The ways in which files of all eras spell a loss or a metric: a name, or an object with a config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.records import Finding, Severity

FUNCTIONS = frozenset({"function", "__function__", "builtin_function_or_method"})
"""What newer files write for ``class_name`` where a function was given; its name is the ``config`` then."""

WRAPPERS = frozenset({"LossFunctionWrapper", "MeanMetricWrapper", "SumOverBatchSizeMetricWrapper", "SumOverBatchSize"})
"""Classes that hold a function, by its name under ``fn``."""


@dataclass(frozen=True)
class Spelled:
    """A loss or a metric as a file has it.

    Attributes:
        name: Of the function or the class, without the package it is registered under.
        config: Arguments; None where the name alone was given.
        wraps: Whether ``config`` is that of a class that holds the function.
        package: Where a class is registered that is not Keras's own; else empty.
    """

    name: str
    config: Mapping[str, Any] | None = None
    wraps: bool = False
    package: str = ""

    @property
    def label(self) -> str:
        """What it was called when it was shown; empty where only its class tells."""
        return str((self.config or {}).get("name") or ("" if self.config is not None else self.name))

    @property
    def shown(self) -> str:
        """As people know it."""
        return f"{self.package}>{self.name}" if self.package else self.name


@dataclass(frozen=True)
class OwnObject:
    """A loss, a metric or a schedule that a person gave code for, in its place in the settings; no file can hold one.

    Attributes:
        written: As Keras 3 writes it.
    """

    written: Any


@dataclass(frozen=True)
class Spelling:
    """What became of one setting in Keras 3's words; None where it is left out."""

    value: Any = None
    findings: tuple[Finding, ...] = field(default=())


def read_object(value: Any) -> Spelled | None:
    """What a value of the compile settings is; None for what is no loss or metric at all."""
    if isinstance(value, str):
        package, _, name = value.rpartition(">")
        return Spelled(name, package=_foreign(package))
    if not isinstance(value, Mapping) or not isinstance(value.get("class_name"), str):
        return None
    config = value.get("config")
    if value["class_name"] in FUNCTIONS or isinstance(config, str):
        module = str(value.get("module") or "")
        called = config.get("name") if isinstance(config, Mapping) else config
        return Spelled(str(called), package="" if _is_kerass(module) else module)
    package, _, name = value["class_name"].rpartition(">")
    config = config if isinstance(config, Mapping) else {}
    if name in WRAPPERS and (held := read_object(config.get("fn"))):
        return Spelled(held.name, config, wraps=True, package=held.package)
    registered = str(value.get("registered_name") or "").rpartition(">")[0]
    module = str(value.get("module") or "")
    own = "" if _is_kerass(module) else module
    return Spelled(name, config, package=_foreign(package) or _foreign(registered) or own)


def _is_kerass(module: str) -> bool:
    return not module or module == "builtins" or module.partition(".")[0] in ("keras", "tf_keras", "tensorflow")


def _foreign(package: str) -> str:
    """``Custom`` is where Keras registers its own classes too, when they came from another copy of Keras."""
    return "" if package == "Custom" else package


def is_object(value: Any) -> bool:
    """Whether a value spells one loss or metric, rather than several by the names of outputs."""
    return isinstance(value, str) or (isinstance(value, Mapping) and "class_name" in value)


def serialized(module: str, class_name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """An object of Keras 3's own, as Keras 3 writes it."""
    return {"module": module, "class_name": class_name, "config": dict(config), "registered_name": None}


def left_out(kind: str, shown: str, where: str) -> Finding:
    """That something is not Keras's own; the model computes the same without it."""
    return Finding(
        f"{kind}_unknown",
        Severity.ATTENTION,
        where,
        f"the {kind} {shown!r} is not one of Keras's; it is left out",
        advice="The model computes the same. To train on, give its code with --custom, or compile it again.",
    )


def not_taken(kind: str, shown: str, argument: str, value: Any, where: str) -> Finding:
    """That an argument is left out."""
    return Finding(
        f"{kind}_argument",
        Severity.ATTENTION,
        where,
        f"{shown} had {argument}={value!r}, which Keras 3 does not know; it is left out",
        advice="Compile the model again if it mattered.",
    )
