"""How a model was compiled, besides its optimizer: losses, metrics and how steps are run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Archive, Layer, Source
from rekeras.records import Finding, Severity
from rekeras.training._objects import Spelling, is_object
from rekeras.training._outputs import Outputs, outputs_of
from rekeras.training.losses import function_of, loss
from rekeras.training.metrics import Output, metric
from rekeras.training.statistics import moving_statistics

READ = frozenset(
    {
        *("optimizer", "optimizer_config", "loss", "loss_weights", "metrics", "weighted_metrics"),
        *("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss"),
    }
)
SILENT = frozenset({"sample_weight_mode", "pss_evaluation_shards", "is_compiled"})
"""What says nothing in Keras 3: weights for each step of a sequence are known by their shape."""


@dataclass(frozen=True)
class Settings:
    """The ``compile_config`` of Keras 3 without the optimizer, and what is to be said about it."""

    config: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def compile_settings(settings: Mapping[str, Any], before: Archive, after: Layer) -> Settings:
    """Compile settings as Keras 3 spells them.

    Args:
        settings: As the source wrote them.
        before: As it was read.
        after: The model as Keras 3 knows it.
    """
    plain = {key: _untupled(value) for key, value in settings.items()}
    outputs = outputs_of(before.model)
    losses, strange = outputs.each(plain.get("loss"))
    read = [
        loss(one, before.source, _where("loss", name, outputs)) for one, name in zip(losses, outputs.names, strict=True)
    ]
    findings = [finding for one in read for finding in one.findings]
    named = [
        Output(function_of(one), size, "" if outputs.is_one else f"{name}_")
        for one, size, name in zip(losses, outputs.sizes, outputs.names, strict=True)
    ]
    now = outputs_of(after) if outputs.keyed else outputs
    config: dict[str, Any] = {"loss": _gathered(now, [one.value for one in read])}
    config["loss_weights"], unknown = _weights(plain.get("loss_weights"), now, config["loss"])
    for key in ("metrics", "weighted_metrics"):
        found = _metrics(plain.get(key), outputs, named, before.source, key)
        config[key] = _gathered(now, found.value)
        findings += found.findings
    config |= {
        "run_eagerly": bool(plain.get("run_eagerly")),
        "steps_per_execution": _count(plain.get("steps_per_execution")),
        "jit_compile": False if plain.get("jit_compile") is False and before.source.version >= (3,) else "auto",
    }
    if plain.get("auto_scale_loss") is not None and before.source.version >= (3,):
        config["auto_scale_loss"] = plain["auto_scale_loss"]
    findings += [_no_output(name) for name in dict.fromkeys((*strange, *unknown))]
    findings += [_unread(key, value) for key, value in plain.items() if key not in READ | SILENT and value is not None]
    return Settings(config, (*findings, *moving_statistics(before)))


def _gathered(outputs: Outputs, each: list[Any]) -> Any:
    return None if all(not one for one in each) else outputs.gathered(each)


def _weights(said: Any, outputs: Outputs, losses: Any) -> tuple[Any, tuple[str, ...]]:
    """The weights of losses, as many as there are losses; a missing one is 1."""
    if said is None or losses is None:
        return None, ()
    each, strange = outputs.each(said)
    return outputs.gathered([1.0 if one is None else float(one) for one in each]), strange


def _metrics(said: Any, outputs: Outputs, named: list[Output], source: Source, key: str) -> Spelling:
    """The metrics of each output."""
    findings: list[Finding] = []
    if said is not None and not isinstance(said, Mapping | list | tuple):
        said = [said]
    if is_object(said) or (isinstance(said, list | tuple) and not any(isinstance(one, list | tuple) for one in said)):
        said = [list(said)] * len(outputs.names) if isinstance(said, list | tuple) else [[said]] * len(outputs.names)
    each, strange = outputs.each(said)
    found: list[Any] = []
    for one, output, name in zip(each, named, outputs.names, strict=True):
        where = _where(key, name, outputs)
        read = [metric(entry, output, source, where) for entry in _entries(one)]
        findings += [finding for spelling in read for finding in spelling.findings]
        found.append([spelling.value for spelling in read if spelling.value is not None])
    findings += [_no_output(name) for name in strange]
    return Spelling(found, tuple(dict.fromkeys(findings)))


def _entries(one: Any) -> Iterator[Any]:
    if isinstance(one, list | tuple):
        yield from (entry for entry in one if entry is not None)
    elif one is not None:
        yield one


def _untupled(value: Any) -> Any:
    """Tuples as lists, which newer files mark."""
    if isinstance(value, Mapping):
        if value.get("class_name") == "__tuple__":
            return [_untupled(one) for one in value.get("items", ())]
        return {key: _untupled(one) for key, one in value.items()}
    return [_untupled(one) for one in value] if isinstance(value, list | tuple) else value


def _count(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and value >= 1 else 1


def _where(key: str, name: str, outputs: Outputs) -> str:
    return key if outputs.is_one else f"{key} of {name}"


def _no_output(name: str) -> Finding:
    return Finding(
        "compile_output_unknown",
        Severity.ATTENTION,
        name,
        "the compile settings name an output that the model does not have; what they say of it is left out",
    )


def _unread(key: str, value: Any) -> Finding:
    return Finding(
        "compile_setting_unknown",
        Severity.ATTENTION,
        key,
        f"the compile settings hold {key}={value!r}, which Keras 3 does not know; it is left out",
    )
