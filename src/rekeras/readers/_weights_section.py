"""The part of an HDF5 file that holds the weights of a Keras 1 or 2 model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rekeras.archive import Leftover, Tensor
from rekeras.containers.hdf5 import Hdf5File
from rekeras.errors import UnreadableFileError
from rekeras.pairing.groups import Group, Named

MODEL_WEIGHTS = "model_weights"
_NUMBERED = re.compile(r"layer_(\d+)/param_(\d+)")
TOP_LEVEL = "top_level_model_weights"


def find_section(file: Hdf5File) -> WeightsSection | None:
    """Where in a file the weights stand; None where it holds none in this layout."""
    for group in (MODEL_WEIGHTS, ""):
        if {"layer_names", "layer_names0", "nb_layers"} & set(file.attributes(group)):
            return WeightsSection(file, group)
    return None


@dataclass(frozen=True)
class WeightsSection:
    """Weights of one model: the root of a weights file, or ``model_weights`` of a whole model."""

    file: Hdf5File
    group: str = ""

    @property
    def tensors(self) -> Mapping[str, Tensor]:
        """Every tensor of the file, by its path."""
        return self.file.tensors

    @cached_property
    def keras_version(self) -> str:
        """As the file says; empty where it does not."""
        return self._said("keras_version")

    @cached_property
    def backend(self) -> str:
        """As the file says; empty where it does not."""
        return self._said("backend")

    def _said(self, attribute: str) -> str:
        return self.file.text(attribute) or self.file.text(attribute, self.group) or ""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """One group for each layer, in the order of the file; then the model's own variables, if any.

        Raises:
            UnreadableFileError: The file lists a layer or a tensor that it does not hold.
        """
        if "nb_layers" in self.file.attributes(self.group):
            return self._numbered_groups()
        names = self.file.names("layer_names", self.group)
        if names is None:
            raise UnreadableFileError(self.file.path, "has no attribute `layer_names`")
        own = (TOP_LEVEL,) if TOP_LEVEL in self.file.members(self.group) and TOP_LEVEL not in names else ()
        return tuple(self._group(name) for name in (*names, *own))

    def _group(self, name: str) -> Group:
        path = f"{self.group}/{name}" if self.group else name
        weight_names = self.file.names("weight_names", path)
        if weight_names is None:
            raise UnreadableFileError(
                f"{self.file.path}: /{path}",
                "is listed in `layer_names`, but has no `weight_names`",
                advice="The file was not written completely.",
            )
        missing = [weight for weight in weight_names if f"{path}/{weight}" not in self.file.tensors]
        if missing:
            raise UnreadableFileError(
                f"{self.file.path}: /{path}", f"lists tensors that are not there: {', '.join(missing)}"
            )
        return Group(name, tuple(Named(weight, self.file.tensors[f"{path}/{weight}"]) for weight in weight_names))

    def _numbered_groups(self) -> tuple[Group, ...]:
        """Layers of Keras 0: ``layer_0/param_0``, without names."""
        layers: dict[int, dict[int, Named]] = {}
        for path, tensor in self.file.tensors.items():
            if found := _NUMBERED.fullmatch(path.removeprefix(f"{self.group}/")):
                layers.setdefault(int(found[1]), {})[int(found[2])] = Named(f"param_{found[2]}", tensor)
        return tuple(
            Group(f"layer_{number}", tuple(entry for _index, entry in sorted(entries.items())))
            for number, entries in sorted(layers.items())
        )

    def leftovers(self) -> tuple[Leftover, ...]:
        """Every tensor of the file that no layer lists, with the reason."""
        listed = {origin for group in self.groups for entry in group.entries for origin in entry.tensor.origins}
        return tuple(
            Leftover(tensor, _reason(name, self.group))
            for name, tensor in self.file.tensors.items()
            if name not in listed
        )


def _reason(name: str, group: str) -> str:
    if name.startswith("optimizer_weights/"):
        return "optimizer state that the file does not list"
    if group and not name.startswith(f"{group}/"):
        return "another program stored it beside the model"
    return "no layer of the file lists it"
