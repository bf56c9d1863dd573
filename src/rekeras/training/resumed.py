"""The state of an optimizer for the converted model: the variables of Keras 3's optimizer, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rekeras.archive import ArrayTensor, MappedTensor, Tensor
from rekeras.keras3.trainables import Trainable
from rekeras.records import Change, Finding, Safety, Severity
from rekeras.training._family import Each, Own, Translated
from rekeras.training._saved_state import OptimizerState, StateError
from rekeras.training.carrying import entangled, substituted

UNUSED = "it stands among the optimizer's arguments, or the optimizer does not use it"
FROZEN = "it was kept for a variable that is not trained any more"


@dataclass(frozen=True)
class Resumed:
    """The state as Keras 3 gets it; see ``Compiled`` and ``Recompiled``."""

    layout: tuple[Tensor | tuple[str, ...], ...]
    slots: Mapping[str, Mapping[int, Tensor]]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)


def resumed(
    state: OptimizerState, translated: Translated, sources: Mapping[str, Tensor], trained: Sequence[Trainable]
) -> Resumed:
    """Carry a state over to the variables of the converted model.

    Args:
        state: As the source has it.
        translated: The optimizer in Keras 3.
        sources: The source's variables, by place.
        trained: The variables that Keras 3 trains.

    Raises:
        StateError: There is none for some variable.
    """
    results = {id(one.tensor): one.tensor for one in trained}
    if len(results) < len(trained):
        raise StateError("two layers of the converted model share a variable that was one")
    parts = {word: part for part in translated.layout if isinstance(part, Each) for word in part.words}
    words = list(parts)
    slots: dict[str, dict[int, Tensor]] = {}
    for word, part in parts.items():
        instead = {id(sources[place]): tensor for place, tensor in state.slots.get(word, {}).items()}
        slots[word] = {id(one.tensor): _carried(one, word, part, instead) for one in trained}
    _require_moved_only(state, sources, trained, words)
    own = {
        part.word: _own(part.word, state, translated, len(trained))
        for part in translated.layout
        if isinstance(part, Own)
    }
    layout = tuple(own[part.word] if isinstance(part, Own) else part.words for part in translated.layout)
    written = [*own.values(), *(tensor for slot in slots.values() for tensor in slot.values())]
    findings = _steps_missing(state, translated)
    return Resumed(layout, slots, _changes(written), findings, _dropped(state, words, written))


def _carried(one: Trainable, word: str, part: Each, instead: Mapping[int, Tensor]) -> Tensor:
    shape = part.shape(word, one.tensor.shape)
    if shape == one.tensor.shape:
        carried = substituted(one.tensor, instead)
    elif shape in (None, ()):  # the optimizer has a number there that says nothing
        carried = ArrayTensor(np.zeros((), "float32"))
    else:  # of rows and of columns: only right where these are still the same
        carried = instead.get(id(one.tensor))
    if carried is None:
        raise StateError(f"it has no {word} for {one.place}")
    return carried


def _require_moved_only(
    state: OptimizerState, sources: Mapping[str, Tensor], trained: Sequence[Trainable], words: Sequence[str]
) -> None:
    kept = {id(sources[place]): sources[place] for word in words for place in state.slots.get(word, {})}
    if not kept:
        return
    for one in entangled({id(each.tensor): each.tensor for each in trained}, kept):
        place = next(each.place for each in trained if each.tensor is one.tensor)
        raise StateError(f"{place} {one.reason}, so no state makes the next step the same")


def _own(word: str, state: OptimizerState, translated: Translated, trained: int) -> Tensor:
    """One of the optimizer's own variables: as it was stored, or as it follows from what was."""
    steps = state.own.get("iterations")
    if word == "iterations":
        return _as(steps, "int64", translated.ahead) if steps else ArrayTensor(np.array(0, "int64"))
    if (stored := state.own.get(word)) is not None:
        return _as(stored, "int64" if "int" in stored.dtype else "float32")
    done = int(steps.read().reshape(())) if steps else 0
    value = translated.derived(done, trained)[word]
    return ArrayTensor(np.array(value, "int64" if isinstance(value, int) else "float32"))


def _as(tensor: Tensor, dtype: str, more: int = 0) -> Tensor:
    """One number, or so many more, as a scalar of this dtype."""
    if tensor.shape == () and tensor.dtype == dtype and not more:
        return tensor
    return MappedTensor((tensor,), lambda array: np.asarray(array).reshape(()) + more, (), dtype)


def _steps_missing(state: OptimizerState, translated: Translated) -> tuple[Finding, ...]:
    """Keras up to 2.2 did not store the number of steps of some optimizers, and began their decay again itself."""
    rate = translated.config.get("learning_rate")
    if "iterations" in state.own or not isinstance(rate, Mapping):
        return ()
    return (
        Finding(
            "optimizer_steps",
            Severity.ATTENTION,
            "optimizer",
            f"its file does not say how many steps it has done, so its learning rate begins again at "
            f"{rate['config'].get('initial_learning_rate')}, as it did in the original framework",
            advice="Set model.optimizer.iterations to the number of steps, if you know it.",
        ),
    )


def _changes(written: Sequence[Tensor]) -> tuple[Change, ...]:
    moved = [origin for tensor in written if not tensor.is_original for origin in tensor.origins]
    if not moved:
        return ()
    what = "the optimizer's variables take the form of the variables they are for"
    return (Change("optimizer_state", "optimizer", what, Safety.EXACT, tensors=tuple(dict.fromkeys(moved))),)


def _dropped(state: OptimizerState, words: Sequence[str], written: Sequence[Tensor]) -> dict[str, str]:
    """Why tensors of the state are not in the result."""
    reasons = dict.fromkeys((*state.unused, *state.own.values()), UNUSED)
    for word, slot in state.slots.items():
        reasons |= dict.fromkeys(slot.values(), FROZEN if word in words else UNUSED)
    there = {origin for tensor in written for origin in tensor.origins}
    return {origin: reason for tensor, reason in reasons.items() for origin in tensor.origins if origin not in there}
