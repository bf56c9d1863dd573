"""What recurrent layers share: they walk along time and give the last step or all, and perhaps their states."""

from __future__ import annotations

from collections.abc import Sequence

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Inputs, Shape, ShapeError, Spec, Variable


def sequence_of(layer: Layer, inputs: Inputs, rank: int | None = None) -> Spec:
    """The sequence, batch first, of a layer called on it alone or on ``[sequence, *initial states, *constants]``.

    Raises:
        ShapeError: It does not have ``rank`` dimensions.
    """
    given = inputs.specs[0] if inputs.specs else UNKNOWN
    if given.shape is None:
        return given
    if rank is not None and len(given.shape) != rank:
        raise ShapeError(f"needs sequences of {rank} dimensions, batch and time included, and gets {given.shape}")
    if len(given.shape) < 2:
        raise ShapeError(f"needs sequences with a time axis, and gets {given.shape}")
    return Spec(_swapped(given.shape), given.dtype) if layer.config.get("time_major") else given


def step_of(sequence: Spec) -> Spec:
    """One step of a sequence, batch included."""
    shape = sequence.shape
    return Spec(None if shape is None else (shape[0], *shape[2:]), sequence.dtype)


def walked(
    layer: Layer, sequence: Spec, output: Spec, states: Sequence[Spec], variables: tuple[Variable, ...] = ()
) -> Description:
    """The description of a recurrent layer whose cell gives ``output`` and ``states`` for each step."""
    given = output
    if layer.config.get("return_sequences"):
        shape: Shape = None
        if output.shape is not None:
            time = sequence.shape[1] if sequence.shape else None
            shape = (output.shape[0], time, *output.shape[1:])
            shape = _swapped(shape) if layer.config.get("time_major") else shape
        given = Spec(shape, output.dtype)
    return Description(variables, [given, *states] if layer.config.get("return_state") else given)


def _swapped(shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
    return (shape[1], shape[0], *shape[2:])
