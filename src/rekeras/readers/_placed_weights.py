"""Weights as Keras 2.12 and later, and Keras 3, write them: HDF5 whose tensors have places instead of layer names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rekeras.archive import Layer, Leftover, Tensor
from rekeras.containers.hdf5 import Hdf5File, open_hdf5
from rekeras.containers.members import Members, open_members
from rekeras.containers.text import decoded, parse_json
from rekeras.errors import UnreadableFileError
from rekeras.keras3.places import IDF_WEIGHTS
from rekeras.layers._description import Description
from rekeras.pairing.by_place import pair_by_place
from rekeras.pairing.model import Paired
from rekeras.pairing.tree import LISTS, Tree
from rekeras.readers._reader import Sample

HDF5, NPZ, SHARDS = "model.weights.h5", "model.weights.npz", "model.weights.json"
ASSETS = "assets/"


@dataclass(frozen=True)
class PlacedWeights:
    """Weights of one model, wherever they stand.

    Attributes:
        tensors: Tensors by their path.
        assets: Texts that belong to layers, by their path.
    """

    tensors: Mapping[str, Tensor]
    assets: Mapping[str, str] = field(default_factory=dict)
    keras_version: str = ""
    backend: str = ""

    def pair(self, model: Layer, description: Description) -> Paired:
        """Give every layer of the model its tensors."""
        return pair_by_place(model, description, Tree(self.tensors, self.assets))

    def leftovers(self) -> tuple[Leftover, ...]:
        """None but those that pairing tells."""
        return ()


def is_placed(file: Hdf5File) -> bool:
    """Whether an HDF5 file has the layout: lists of layers, and no names of layers."""
    if {"layer_names", "layer_names0", "nb_layers", "model_config"} & set(file.attributes()):
        return False
    return any(name.replace("\\", "/").split("/")[0] in (*LISTS, "vars") for name in file.members())


def weights_in(members: Members, sample: Sample) -> PlacedWeights:
    """The weights among the members of a model, with its assets.

    Raises:
        UnreadableFileError: There are none, or they cannot be read.
    """
    names = set(members.names)
    if HDF5 in names:
        tensors: Mapping[str, Tensor] = _opened(members, HDF5, sample).tensors
    elif SHARDS in names:
        tensors = _in_shards(members, SHARDS, sample)
    elif NPZ in names:
        raise UnreadableFileError(f"{members.path}: {NPZ}", "holds Python pickles", expected=HDF5, advice=NO_PICKLES)
    else:
        raise UnreadableFileError(members.path, "holds an architecture, but no weights", expected=HDF5)
    return PlacedWeights(with_slashes(tensors), dict(_assets(members, sample)))


def with_slashes(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors by paths as they should be; Keras up to 3.0 wrote ``layers\\dense/vars/0`` on Windows."""
    return {name.replace("\\", "/"): tensor for name, tensor in tensors.items()}


def is_place(name: str) -> bool:
    """Whether the name of a tensor says where it stands: ``layers/dense/vars/0``."""
    *_owner, variables, number = ("", *name.split("/"))
    return variables == "vars" and (number.isdecimal() or number == IDF_WEIGHTS)


def is_index(sample: Sample) -> bool:
    """Whether a file is the index of weights in several files."""
    return isinstance(sample.json, dict) and isinstance(sample.json.get("weight_map"), dict)


def weights_of_index(sample: Sample) -> PlacedWeights:
    """The weights that an index lists; the files stand beside it.

    Raises:
        UnreadableFileError: One of the files is missing, or cannot be read.
    """
    beside = sample.stack.enter_context(open_members(sample.path.parent, sample.limits, deep=False))
    return PlacedWeights(_in_shards(beside, sample.path.name, sample))


NO_PICKLES = "Opening them would run code; save the model again where it was made, without weights_format='npz'."


def _opened(members: Members, name: str, sample: Sample) -> Hdf5File:
    label = members.path / name
    return sample.stack.enter_context(open_hdf5(label, sample.limits, members.window(name)))


def _in_shards(members: Members, index: str, sample: Sample) -> dict[str, Tensor]:
    """The tensors of all files that an index names; they stand beside it."""
    where = f"{members.path}: {index}"
    document = parse_json(members.read(index), where, sample.limits)
    files = document.get("weight_map") if isinstance(document, dict) else None
    if not isinstance(files, dict):
        raise UnreadableFileError(where, "has no `weight_map`", expected='{"weight_map": {...}}')
    shards: dict[str, None] = {}
    for listed in files.values():
        for shard in listed if isinstance(listed, list) else [listed]:
            if not isinstance(shard, str) or PurePosixPath(shard).name != shard or "\\" in shard:
                raise UnreadableFileError(where, f"names the file {shard!r}", expected="a file beside it")
            shards[shard] = None
    if missing := [shard for shard in shards if shard not in members.names]:
        found = f"needs files that are not beside it: {', '.join(missing)}"
        raise UnreadableFileError(where, found, advice="Put all files of the model together.")
    tensors: dict[str, Tensor] = {}
    for shard in shards:
        for name, tensor in _opened(members, shard, sample).tensors.items():
            if name in tensors:
                raise UnreadableFileError(where, f"has {name} in two of its files")
            tensors[name] = tensor
    return tensors


def _assets(members: Members, sample: Sample) -> dict[str, str]:
    return {
        path.removeprefix(ASSETS): decoded(members.read(name), f"{members.path}: {name}", sample.limits)
        for name in members.names
        if (path := name.replace("\\", "/")).startswith(ASSETS)
    }
