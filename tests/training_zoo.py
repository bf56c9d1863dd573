"""The genuine models of ``zoo/training/``, with how their own framework went on training them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests import zoo

TOLD = frozenset(
    {
        *("loss_unknown", "moving_statistics", "optimizer_clipping", "optimizer_differs", "optimizer_epsilon"),
        *("optimizer_state", "optimizer_steps", "optimizer_without_state"),
    }
)
"""Codes of the findings that say that training goes on differently."""


@dataclass(frozen=True)
class Trained:
    """One file of a model that was saved while it was trained.

    Attributes:
        archive: The packed folder that holds it (``training/tf-2.15``).
        model: Name of the model; several files may hold it.
        file: Name of the file.
    """

    archive: str
    model: str
    file: str

    def __str__(self) -> str:
        return self.id

    @property
    def id(self) -> str:
        """Era and file, as tests and tables show it."""
        return f"{self.archive.partition('/')[2]}/{self.file}"

    @property
    def path(self) -> Path:
        """The file, unpacked."""
        return zoo.unpacked(self.archive) / self.file

    @property
    def weights(self) -> Path | None:
        """The checkpoint that goes with an architecture in text."""
        return self.path.with_name(f"{self.model}_weights.index") if self.path.suffix == ".json" else None

    @property
    def recording(self) -> Path:
        """How training went on."""
        return self.path.with_name(f"{self.model}.npz")


@cache
def members(group: str = "training") -> tuple[Trained, ...]:
    """Every file of a group that holds a model with its training, in the order of their names."""
    return tuple(
        Trained(archive, model, file)
        for archive in zoo.archives_apart(group)
        for model, entry in sorted(zoo.manifest(archive)["models"].items())
        for file in entry["files"]
        if file.endswith((".h5", ".keras", "_saved_model"))
    )
