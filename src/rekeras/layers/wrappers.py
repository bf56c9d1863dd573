"""Layers around another layer. The variables of the inner layers are theirs, in ``children``."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.describe import describe_inner
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec, Variable

family = Family()


@family.on("TimeDistributed")
def time_distributed(layer: Layer, inputs: Inputs) -> Description:
    """The inner layer on each step of a sequence."""
    shape = inputs.first.shape
    if shape is not None and len(shape) < 3:
        raise ShapeError(f"needs sequences of at least 3 dimensions, batch and time included, and gets {shape}")
    step = Spec(None if shape is None else (shape[0], *shape[2:]), inputs.first.dtype)
    inner = describe_inner(layer.parts["layer"], Inputs((step,), inputs.kwargs))
    time = shape[1] if shape else None
    return Description((), _over_time(inner.outputs, time), {"layer": inner})


def _over_time(outputs: Any, time: int | None) -> Any:
    if isinstance(outputs, Spec):
        shape = outputs.shape
        return Spec(None if shape is None else (*shape[:1], time, *shape[1:]), outputs.dtype)
    if isinstance(outputs, dict):
        return {key: _over_time(value, time) for key, value in outputs.items()}
    return [_over_time(value, time) for value in outputs]


@family.on("Bidirectional")
def bidirectional(layer: Layer, inputs: Inputs) -> Description:
    """The same sequence read both ways; the results are merged, states are those of both."""
    given = inputs.specs
    half = 1 + (len(given) - 1) // 2
    called = {
        "forward_layer": given if len(given) < 2 else given[:half],
        "backward_layer": given if len(given) < 2 else (*given[:1], *given[half:]),
    }
    children = {
        place: describe_inner(layer.parts[place], Inputs((list(specs) if len(specs) > 1 else inputs.first,)))
        for place, specs in called.items()
    }
    (forward, *states), (backward, *more) = (_listed(children[place].outputs) for place in called)
    mode = layer.config.get("merge_mode", "concat")
    merged = [forward, backward] if mode is None else [_merged(mode, forward, backward)]
    outputs = [*merged, *states, *more]
    return Description((), outputs if len(outputs) > 1 else outputs[0], children)


def _listed(outputs: Any) -> list[Spec]:
    return list(outputs) if isinstance(outputs, list) else [outputs]


def _merged(mode: str, forward: Spec, backward: Spec) -> Spec:
    if forward.shape is None or backward.shape is None:
        return UNKNOWN
    if mode != "concat":
        if forward.shape != backward.shape:
            raise ShapeError(f"merges {forward.shape} and {backward.shape} by {mode!r}, which needs equal shapes")
        return forward
    last = (forward.shape[-1], backward.shape[-1])
    size = None if None in last else sum(one for one in last if one is not None)
    return Spec((*forward.shape[:-1], size), forward.dtype)


@family.on("SpectralNormalization")
def spectral_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Keeps one vector for the kernel, or embeddings, of the inner layer."""
    inner = describe_inner(layer.parts["layer"], inputs)
    kernel: Shape = next(
        (
            variable.shape
            for variable in inner.variables
            if variable.name in ("kernel", "embeddings", "depthwise_kernel")
        ),
        None,
    )
    vector = Variable("vector_u", (1, kernel[-1] if kernel else None), trainable=False)
    return Description((vector,), inner.outputs, {"layer": inner})
