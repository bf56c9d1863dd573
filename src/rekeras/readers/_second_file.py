"""The other half of a model that was saved as two files: weights for an architecture, architecture for weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rekeras.containers.checkpoint_path import checkpoint_index
from rekeras.containers.hdf5 import SIGNATURE, open_hdf5
from rekeras.containers.signature import read_head
from rekeras.containers.zip_file import SIGNATURE as ZIP
from rekeras.errors import UnreadableFileError
from rekeras.readers._placed_weights import (
    PlacedWeights,
    is_index,
    is_placed,
    weights_in,
    weights_of_index,
    with_slashes,
)
from rekeras.readers._reader import Sample
from rekeras.readers._weights_section import WeightsSection, find_section

if TYPE_CHECKING:
    from rekeras.readers._checkpoint_weights import CheckpointWeights

    Weights = WeightsSection | PlacedWeights | CheckpointWeights

# What people call the two halves; one word stands for the other in otherwise equal names.
ARCHITECTURE_WORDS = ("architecture", "arch", "model", "topology", "config", "structure")
WEIGHTS_SUFFIXES = (".h5", ".hdf5", ".hdf", ".weights.h5", ".weights.hdf5", ".keras", ".weights.json")
ARCHITECTURE_SUFFIXES = (".json", ".yaml", ".yml")
SEPARATORS = ("_", "-", ".")
COMMON_WEIGHTS = ("weights", "model_weights", "model.weights", "model")


def named_weights(sample: Sample) -> Weights | None:
    """The weights file that the person named; None where none was named.

    Raises:
        UnreadableFileError: It holds no weights of Keras.
    """
    return None if sample.weights is None else open_weights(sample.weights, sample)


def open_weights(path: Path, sample: Sample) -> Weights:
    """Open a weights file, or the weights of a whole model; it stays open as long as the archive.

    Raises:
        UnreadableFileError: It holds no weights of Keras.
    """
    index = checkpoint_index(path)
    if index is not None:
        return weights_of_checkpoint(index, sample)
    one = Sample(path, None, sample.limits, sample.stack)
    if one.members is not None:
        return weights_in(one.members, one)
    if is_index(one):
        return weights_of_index(one)
    file = sample.stack.enter_context(open_hdf5(path, sample.limits))
    if is_placed(file):
        return PlacedWeights(with_slashes(file.tensors))
    section = find_section(file)
    if section is None:
        raise UnreadableFileError(
            path,
            f"is an HDF5 file without Keras weights; at its top stand: {', '.join(file.members()) or 'nothing'}",
            expected="the attribute `layer_names`",
        )
    return section


def weights_of_checkpoint(index: Path, sample: Sample) -> CheckpointWeights:
    """Open a checkpoint by its index.

    Raises:
        UnreadableFileError: It is damaged, or a shard is missing.
    """
    from rekeras.containers.tensor_bundle import open_bundle  # noqa: PLC0415 - most weights are no checkpoints
    from rekeras.readers._checkpoint_weights import CheckpointWeights  # noqa: PLC0415

    return CheckpointWeights(open_bundle(index, sample.limits))


def weights_names(architecture: Path) -> tuple[str, ...]:
    """File names under which the weights of this architecture may stand, most likely first."""
    stem = architecture.name.removesuffix(architecture.suffix)
    stems = [stem, *(f"{stem}{separator}weights" for separator in SEPARATORS), *_swapped(stem, "weights")]
    return tuple(dict.fromkeys(name + suffix for name in stems for suffix in WEIGHTS_SUFFIXES))


def _swapped(stem: str, word: str) -> Iterator[str]:
    for other in ARCHITECTURE_WORDS:
        if other in stem.lower():
            at = stem.lower().index(other)
            yield stem[:at] + word + stem[at + len(other) :]
            yield (stem[:at] + stem[at + len(other) :]).strip("_-.")


def architecture_names(weights: Path) -> tuple[str, ...]:
    """File names under which the architecture of these weights may stand, most likely first."""
    stem = weights.name
    for suffix in sorted(WEIGHTS_SUFFIXES, key=len, reverse=True):
        stem = stem.removesuffix(suffix)
    stems = [stem]
    if "weights" in stem.lower():
        at = stem.lower().index("weights")
        before, after = stem[:at], stem[at + len("weights") :]
        stems += [(before + after).strip("_-.")]
        stems += [before + word + after for word in ARCHITECTURE_WORDS]
    stems += [f"{stem}_{word}" for word in ARCHITECTURE_WORDS]
    return tuple(dict.fromkeys(name + suffix for name in stems if name for suffix in ARCHITECTURE_SUFFIXES))


def find_weights(architecture: Path) -> Path | None:
    """The weights beside an architecture: under its name, or under a common name where only one pair stands there."""
    names = weights_names(architecture)
    common = (name + suffix for name in COMMON_WEIGHTS for suffix in WEIGHTS_SUFFIXES)
    return _first(architecture, names, weights=True) or _only_pair(
        architecture, _first(architecture, common, weights=True)
    )


def find_architecture(weights: Path) -> Path | None:
    """The architecture beside weights: under their name, or under a common name where only one pair stands there."""
    names = architecture_names(weights)
    common = (name + suffix for name in ARCHITECTURE_WORDS for suffix in ARCHITECTURE_SUFFIXES)
    return _first(weights, names, weights=False) or _only_pair(weights, _first(weights, common, weights=False))


def _first(path: Path, names: Iterable[str], *, weights: bool) -> Path | None:
    for name in names:
        beside = path.with_name(name)
        if beside != path and beside.is_file() and _holds_weights(beside) == weights:
            return beside
    return None


def _holds_weights(path: Path) -> bool:
    return read_head(path).startswith((SIGNATURE, ZIP)) or path.name.endswith(".weights.json")


def _only_pair(path: Path, found: Path | None) -> Path | None:
    """What was found under a common name, unless it may as well belong to another file of the folder."""
    files = [file for file in path.parent.iterdir() if file.is_file()]
    architectures = [
        file for file in files if file.suffix in ARCHITECTURE_SUFFIXES and b"class_name" in read_head(file)
    ]
    weights = [file for file in files if file.name.endswith(WEIGHTS_SUFFIXES)]
    return found if len(architectures) == len(weights) == 1 else None
