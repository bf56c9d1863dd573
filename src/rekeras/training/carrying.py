"""Carry what belongs to the source's variables over to those of the converted model.

Rules turn, transpose, split, stack and join variables. What an optimizer keeps for each number of a variable takes the
same way: the tensors of the result are made once more, of the state in the place of the weights. That is right as long
as each number of the result is one number of the source, unscaled, and none is there twice: only then does a step of
the optimizer do the same. Numbers drawn at random in the place of the weights show whether it is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rekeras.archive import ArrayTensor, MappedTensor, Tensor

SEED = 20150327


@dataclass(frozen=True)
class Entanglement:
    """A variable of the result for which no state can be made, and why."""

    tensor: Tensor
    reason: str


def substituted(tensor: Tensor, instead: Mapping[int, Tensor], dtype: str = "") -> Tensor | None:
    """A tensor made once more, of other tensors in the place of those it was made of.

    Args:
        tensor: The tensor of the result.
        instead: What stands in the place of each tensor of the source, by its ``id``.
        dtype: Of the result; its own where empty.

    Returns:
        None where it was not made of these alone.
    """
    if (other := instead.get(id(tensor))) is not None:
        return other
    if not isinstance(tensor, MappedTensor):
        return None
    sources = tuple(substituted(source, instead, dtype) for source in tensor.sources)
    known = tuple(source for source in sources if source is not None)
    if not known or len(known) < len(sources):
        return None
    return replace(tensor, sources=known, dtype=dtype or known[0].dtype)


def entangled(results: Mapping[int, Tensor], sources: Mapping[int, Tensor]) -> Iterator[Entanglement]:
    """The results whose numbers are not, one by one, numbers of the source.

    Args:
        results: The variables that are trained, in the result; by their ``id``.
        sources: Those that were trained, in the source; by their ``id``.
    """
    generator = np.random.default_rng(SEED)
    made = {key: tensor for key, tensor in results.items() if key not in sources}
    used = {id(leaf): leaf for tensor in made.values() for leaf in leaves(tensor) if id(leaf) not in results}
    drawn = {key: generator.random(leaf.shape) for key, leaf in used.items() if key in sources}
    probes: dict[int, Tensor] = {key: ArrayTensor(array) for key, array in drawn.items()}
    all_seen: list[np.ndarray] = [np.empty(0)]
    for tensor in made.values():
        probed = substituted(tensor, probes, "float64")
        if probed is None:
            yield Entanglement(tensor, "is not made of trained variables alone")
            continue
        seen = np.sort(probed.read(), axis=None)
        pool = np.concatenate([drawn[id(leaf)].ravel() for leaf in leaves(tensor)])
        if not np.isin(seen, pool).all():
            yield Entanglement(tensor, "is made of trained variables by more than moving numbers")
        elif np.isin(seen, np.concatenate(all_seen)).any() or (np.diff(seen) == 0).any():
            yield Entanglement(tensor, "shares numbers of a trained variable with other places")
        all_seen.append(seen)


def leaves(tensor: Tensor) -> Iterator[Tensor]:
    """The tensors that a tensor is made of in the end."""
    if not isinstance(tensor, MappedTensor):
        yield tensor
        return
    for source in tensor.sources:
        yield from leaves(source)
