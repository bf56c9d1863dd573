"""Which variable of an optimizer is which: by the file's word, or by its order, as Keras itself reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import StateTensor, Tensor
from rekeras.pairing.trained import Trained
from rekeras.training._family import (
    ACCUMULATED,
    AVERAGE,
    ITERATIONS,
    LEARNING_RATE,
    Each,
    Era,
    Family,
    Layout,
    Own,
    Saved,
    each,
)
from rekeras.training._objects import OwnObject

NAMES = {
    "iter": "iterations",
    "iteration": "iterations",
    "momentum_cache": "u_product",
    "good_steps": "step_counter",
    "current_loss_scale": "dynamic_scale",
}
"""What object graphs call the optimizer's own variables."""


TOGETHER = (3, 10)


@dataclass
class OptimizerState:
    """The variables of an optimizer.

    Attributes:
        own: Its own ones by word (``iterations``).
        slots: Those for variables of the model, by word, then by the place of the variable.
        unused: Those that only held a place.
    """

    own: dict[str, Tensor] = field(default_factory=dict)
    slots: dict[str, dict[str, Tensor]] = field(default_factory=dict)
    unused: list[Tensor] = field(default_factory=list)


class StateError(Exception):
    """The state and the model do not fit; the text says how, for the person with the file."""


def read_state(
    saved: Saved,
    family: Family,
    state: Sequence[StateTensor],
    orders: Sequence[Sequence[Trained]],
    outer: Layout = (),
) -> OptimizerState:
    """Tell what each tensor of a state is.

    Args:
        saved: The optimizer.
        family: What is known of it.
        state: The tensors in the order of the file.
        orders: Orders in which the variables that it trains may stand, the likeliest first.
        outer: The variables of an optimizer around it, where Keras 3 stored them with its own.

    Raises:
        StateError: The tensors fit no known order.
    """
    if any(one.slot for one in state):
        return _by_word(family, state)
    before = outer if saved.era is Era.KERAS_3 else ()
    layouts = [(*before, *full_layout(saved, rest)) for rest in (family.stored(saved), ())]
    for layout in layouts:
        for order in orders:
            if (found := _in_order(layout, state, order)) is not None:
                return found
    raise StateError(_why(layouts[0], state, orders[0]))


def full_layout(saved: Saved, rest: Layout) -> Layout:
    """With the variables that every optimizer of its era has."""
    if saved.era not in (Era.NEW, Era.KERAS_3):
        return rest
    scheduled = isinstance(saved.config.get("learning_rate"), Mapping | OwnObject)
    rate: Layout = () if scheduled and saved.era is Era.KERAS_3 else (LEARNING_RATE,)
    return (ITERATIONS, *rate, *common_slots(saved.config, together=saved.version < TOGETHER), *rest)


def common_slots(config: Mapping[str, Any], *, together: bool = False) -> Layout:
    """What an optimizer keeps for each variable, whatever its class.

    Args:
        config: Its arguments.
        together: Whether the two kinds stand variable by variable, as up to Keras 3.9.
    """
    average: Layout = (AVERAGE,) if config.get("use_ema") else ()
    accumulated: Layout = (ACCUMULATED,) if config.get("gradient_accumulation_steps") else ()
    if average and accumulated and together:
        return (each(*AVERAGE.words, *ACCUMULATED.words),)
    return (*average, *accumulated)


def _in_order(layout: Layout, state: Sequence[StateTensor], order: Sequence[Trained]) -> OptimizerState | None:
    """The state read in this order; None where shapes, names or their number disagree."""
    found = OptimizerState()
    rest = list(state)
    for part in layout:
        if isinstance(part, Own):
            if rest and rest[0].tensor.shape in ((), (1,)) and part.word not in found.own:
                found.own[part.word] = rest.pop(0).tensor
        elif not _take(part, rest, order, found):
            return None
    return None if rest else found


def _take(part: Each, rest: list[StateTensor], order: Sequence[Trained], found: OptimizerState) -> bool:
    for variable in order:
        for word in part.words:
            if (shape := part.shape(word, variable.tensor.shape)) is None:
                continue
            if not rest:
                return False
            one = rest.pop(0)
            if not part.used:
                found.unused.append(one.tensor)
            elif one.tensor.shape != shape or not _may_be(one.name, variable):
                return False
            else:
                found.slots.setdefault(word, {})[variable.place] = one.tensor
    return True


def _may_be(name: str, variable: Trained) -> bool:
    """Whether a name that tells of a variable (``Adam/dense/kernel/m:0``) can tell of this one."""
    words = name.removesuffix(":0").split("/")
    own = variable.name.rpartition("/")[2]
    return len(words) < 3 or own in words or not _tells(words)


def _tells(words: Iterable[str]) -> bool:
    """Whether the name has a part that variables of layers are called by."""
    return any(word in ("kernel", "bias", "gamma", "beta", "recurrent_kernel", "embeddings") for word in words)


def _by_word(family: Family, state: Sequence[StateTensor]) -> OptimizerState:
    words = {spelled: word for word, spellings in family.words.items() for spelled in (word, *spellings)}
    words |= NAMES
    found = OptimizerState()
    for one in state:
        word = words.get(one.slot, one.slot)
        if one.variable:
            found.slots.setdefault(word, {})[one.variable] = one.tensor
        else:
            found.own[word] = one.tensor
    return found


def _why(layout: Layout, state: Sequence[StateTensor], order: Sequence[Trained]) -> str:
    expected = len(list(_expected(layout, order)))
    if expected != len(state):
        return (
            f"it has {len(state)} tensors; the optimizer of a model with {len(order)} trained variables has {expected}"
        )
    shapes = zip(_expected(layout, order), state, strict=True)
    wrong = next(((want, one) for want, one in shapes if want is not None and want != one.tensor.shape), None)
    if wrong is None:
        return "its names and its order contradict each other"
    return f"{wrong[1].name} is {wrong[1].tensor.shape}, the variable in its place {wrong[0]}"


def _expected(layout: Layout, order: Sequence[Trained]) -> Iterator[tuple[int, ...] | None]:
    for part in layout:
        if isinstance(part, Own):
            yield ()
        else:
            for variable in order:
                shapes = [part.shape(word, variable.tensor.shape) for word in part.words]
                yield from (shape if part.used else None for shape in shapes if shape is not None)
