"""Carry training over: the optimizer with its state, and how the model was compiled, into the words of Keras 3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rekeras.archive import Archive, Compiled, Leftover
from rekeras.describe import describe
from rekeras.keras3.trainables import trainables
from rekeras.pairing.trained import trained_orders
from rekeras.records import Change, Finding, Severity
from rekeras.training._family import Each, Family, Saved, Translated
from rekeras.training._saved_state import StateError, read_state
from rekeras.training.as_it_was import as_it_was
from rekeras.training.compile_settings import compile_settings
from rekeras.training.finite import require_finite
from rekeras.training.loss_scale import unwrapped, wrapped
from rekeras.training.resumed import Resumed, resumed
from rekeras.training.saved_optimizer import family_of, optimizer_in, saved_optimizer
from rekeras.training.translate import translate
from rekeras.upgrade import Upgrade

NO_SETTINGS = "the file says nothing of the optimizer that it belongs to"
UNTRAINED = "the optimizer had made no step when the model was saved"
REQUIRED = "Leave --require-optimizer away to convert the model without it."


def recompile(before: Archive, upgraded: Upgrade, *, require: bool = False) -> Upgrade:
    """Carry training over to a converted model; what is left out of the state is left over, with the reason.

    Args:
        before: As it was read.
        upgraded: As Keras 3 knows it.
        require: Whether it is a refusal that the optimizer or its state is left out.
    """
    if not before.training:  # Keras 3 writes {} for a model that is not compiled
        note = replace(_left_out(NO_SETTINGS), severity=Severity.NOTE)
        return _without(upgraded, before, (note,), require=require) if before.state or require else upgraded
    settings = compile_settings(before.training, before, upgraded.archive.model)
    inside, scale = unwrapped(optimizer_in(before.training))
    saved = saved_optimizer(inside, before.source)
    family = family_of(saved) if saved else None
    if saved is None or family is None:
        if (kept := as_it_was(inside, before, upgraded.archive)) is not None:
            return _with(upgraded, replace(kept, config={**kept.config, **settings.config}), settings.findings)
        return _without(upgraded, before, (_unknown(saved), *settings.findings), require=require)
    translated = translate(saved, family)
    if scale is not None:
        translated = wrapped(translated, scale, _serialized(translated))
    findings = (*translated.findings, *settings.findings)
    plain = Compiled({"optimizer": _serialized(translated), **settings.config}, since=translated.since)
    keeps = any(isinstance(part, Each) for part in translated.layout)
    if not before.state or (keeps and all(one.tensor.shape == () for one in before.state)):
        absent = (_absent(require=require),) if keeps or require else ()
        left = _left_over(before, {origin: UNTRAINED for one in before.state for origin in one.tensor.origins})
        return _with(upgraded, plain, (*findings, *absent), left)
    carried = _resumed(before, upgraded.archive, saved, family, translated)
    if isinstance(carried, Finding):
        return _without(_with(upgraded, plain, findings), before, (carried,), require=require)
    name = str(translated.config["name"])
    compiled = replace(plain, layout=carried.layout, slots=carried.slots, name=name, inner=translated.inner)
    left = _left_over(before, carried.dropped)
    return _with(upgraded, compiled, (*findings, *carried.findings), left, carried.changes)


def _with(
    upgraded: Upgrade,
    compiled: Compiled,
    findings: Sequence[Finding],
    leftovers: Sequence[Leftover] = (),
    changes: Sequence[Change] = (),
) -> Upgrade:
    after = upgraded.archive
    archive = replace(after, compiled=compiled, leftovers=(*after.leftovers, *leftovers))
    return Upgrade(archive, (*upgraded.changes, *changes), (*upgraded.findings, *findings))


def _without(upgraded: Upgrade, before: Archive, findings: Sequence[Finding], *, require: bool) -> Upgrade:
    """Without the state, which the first finding gives the reason for."""
    if require:
        findings = [replace(findings[0], severity=Severity.REFUSAL, advice=REQUIRED), *findings[1:]]
    reasons = {origin: findings[0].found for one in before.state for origin in one.tensor.origins}
    after = upgraded.archive
    archive = replace(after, leftovers=(*after.leftovers, *_left_over(before, reasons)))
    return replace(upgraded, archive=archive, findings=(*upgraded.findings, *findings))


def _left_over(before: Archive, reasons: Mapping[str, str]) -> tuple[Leftover, ...]:
    found = (
        (one.tensor, reasons[origin]) for one in before.state for origin in one.tensor.origins if origin in reasons
    )
    return tuple(Leftover(tensor, reason) for tensor, reason in found)


def _resumed(
    before: Archive, after: Archive, saved: Saved, family: Family, translated: Translated
) -> Resumed | Finding:
    """The state for the converted model, or why there is none."""
    tensors = before.tensors()
    orders = trained_orders(before.model, describe(before.model)[0], tensors)
    trained = trainables(after.model, describe(after.model)[0])
    try:
        outer = translated.layout[: translated.inner]
        require_finite(before.state)
        state = read_state(saved, family, before.state, orders, outer)
        return resumed(state, translated, tensors, trained)
    except StateError as problem:
        return _left_out(str(problem))


def _left_out(why: str) -> Finding:
    return Finding(
        "optimizer_state",
        Severity.ATTENTION,
        "optimizer",
        f"its state is left out: {why}",
        advice="The optimizer begins anew: the next steps of training are not those that would have followed.",
    )


def _absent(*, require: bool) -> Finding:
    """The file has no state; a model that was compiled and not trained has none either."""
    severity = Severity.REFUSAL if require else Severity.NOTE
    found = "the file holds nothing that it keeps for the variables it trains, so it begins anew"
    return Finding("optimizer_without_state", severity, "optimizer", found, "", REQUIRED if require else "")


def _unknown(saved: Saved | None) -> Finding:
    found = f"{saved.class_name} is no optimizer that rekeras knows" if saved else "the file does not say which it is"
    return Finding(
        "optimizer_unknown",
        Severity.ATTENTION,
        "optimizer",
        f"{found}; it is left out with its state",
        advice="The model computes the same; compile it again to train on.",
    )


def _serialized(translated: Translated) -> dict[str, object]:
    return {
        "module": "keras.optimizers",
        "class_name": translated.class_name,
        "config": dict(translated.config),
        "registered_name": None,
    }
