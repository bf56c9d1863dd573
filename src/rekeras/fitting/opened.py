"""Open the file that a person wants the weights of, whatever it is: a whole model, or weights alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rekeras.archive import Archive, Source, Tensor
from rekeras.containers.npz import is_npz, npz_tensors
from rekeras.containers.object_graph import read_object_graph
from rekeras.containers.zip_file import ZipFile
from rekeras.fitting.grouped import Grouped, groups_of_names
from rekeras.fitting.holding import Holding
from rekeras.fitting.listed import Listed
from rekeras.fitting.objects import ObjectHolding
from rekeras.fitting.placed import PlacedHolding
from rekeras.fitting.upgraded import UpgradedHolding
from rekeras.pairing.by_variable_name import pair_by_variable_name
from rekeras.pairing.keras1_names import named_by_keras_1
from rekeras.pairing.tree import LISTS, Tree
from rekeras.read import origin, reader_of
from rekeras.readers._checkpoint_weights import CheckpointWeights
from rekeras.readers._keras1 import recognise_keras_1
from rekeras.readers._placed_weights import PlacedWeights, is_place
from rekeras.readers._reader import Sample
from rekeras.readers._second_file import open_weights
from rekeras.readers._weights_section import TOP_LEVEL, WeightsSection
from rekeras.records import Change, Finding, Severity
from rekeras.upgrade import upgrade

ALONE = ("keras_h5_weights", "keras_v3_weights", "checkpoint")
"""Readers of files that hold weights and no architecture."""
KERAS_0 = "0.3"
KERAS_2, KERAS_3 = "2.12", "3"
OLD_LIST = LISTS[1]
VARS = "/vars"
NPZ = "NumPy arrays (.npz)"
WEIGHTS_CODES = frozenset({"weights_disagree", "weights_missing", "no_weights", "no_keras_model", "no_model"})


@dataclass(frozen=True)
class Opened:
    """A file with weights.

    Attributes:
        holding: What it holds.
        source: The file, and what it says of its origin.
        title: What it is, for people.
        changes: What the rules made of it, where the file holds a whole model.
        findings: What reading noticed.
        era_unknown: Whether Keras 2 may have written it as well as Keras 3.
    """

    holding: Holding
    source: Source
    title: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    era_unknown: bool = False


def open_holding(sample: Sample, source_backend: str = "") -> Opened:
    """Open a file with weights; they can be read as long as the sample's stack is open.

    Args:
        sample: The file; with its weights, where it is an architecture in text.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, as a person says of a file that does not.

    Raises:
        UnreadableFileError: It cannot be read, or holds no weights.
        LimitError: Larger than the limits allow.
    """
    if isinstance(sample.members, ZipFile) and is_npz(sample.members.names):
        return _npz(npz_tensors(sample.members), sample.path)
    reader = reader_of(sample)
    if reader.name not in ALONE:
        archive = reader.open(sample)
        if not any(finding.code in WEIGHTS_CODES for finding in archive.findings):
            return _whole(archive, source_backend)
    weights = open_weights(sample.weights or _checkpoint_in(sample.path), sample)
    source = Source(sample.path, reader.name, weights.keras_version, source_backend or weights.backend)
    if isinstance(weights, PlacedWeights):
        return _placed(weights, source, sample)
    return _alone(weights, source)


def _checkpoint_in(path: Path) -> Path:
    """The variables of a SavedModel that holds no layers."""
    inside = path / "variables" / "variables.index"
    return inside if inside.is_file() else path


def _placed(weights: PlacedWeights, source: Source, sample: Sample) -> Opened:
    """Weights by their places; the layout, or the names that newer versions write, tell who wrote them."""
    tree = Tree(weights.tensors, weights.assets)
    file = sample.hdf5
    names = {
        path.removesuffix(VARS): name
        for path in dict.fromkeys(name.rpartition("/")[0] for name in weights.tensors)
        if file is not None and path.endswith(VARS) and (name := file.text("name", path))
    }
    if OLD_LIST in tree.members(""):
        title = origin(replace(source, keras_version=f"{KERAS_2} to 2.14"))
        source = replace(source, keras_version=KERAS_2)
        return Opened(PlacedHolding(source, tree), source, title)
    if names:
        source = replace(source, keras_version=KERAS_3)
        return Opened(PlacedHolding(None, tree, names), source, origin(source))
    return Opened(PlacedHolding(None, tree), source, origin(source), era_unknown=True)


def _whole(archive: Archive, source_backend: str) -> Opened:
    """A whole model becomes one of Keras 3; what cannot be converted in it is no reason not to take its weights."""
    backend = source_backend or archive.source.backend
    archive = Archive(
        Source(archive.source.path, archive.source.format, archive.source.keras_version, backend),
        archive.model,
        leftovers=archive.leftovers,
        findings=archive.findings,
    )
    upgraded = upgrade(archive)
    holding = UpgradedHolding(upgraded.archive.model, archive.leftovers)
    return Opened(holding, archive.source, origin(archive.source), upgraded.changes)


def _alone(weights: WeightsSection | CheckpointWeights, source: Source) -> Opened:
    if isinstance(weights, CheckpointWeights):
        graph = read_object_graph(weights.bundle)
        title = origin(source)
        if graph is not None:
            return Opened(ObjectHolding(source, weights, graph), source, title)
        tensors = dict(weights.tensors)
        groups = groups_of_names(tensors)
        named = Grouped(source, groups, pair_all=lambda model, said: pair_by_variable_name(model, said, tensors))
        return Opened(named, source, title)
    told, groups, findings = recognise_keras_1(source, weights.groups)
    keras_0 = "nb_layers" in weights.file.attributes(weights.group)
    if keras_0:
        told = replace(told, keras_version=told.keras_version or KERAS_0)
    layers = tuple(group for group in groups if group.name != TOP_LEVEL)
    holding = Grouped(told, layers, keras_0 or named_by_keras_1(weights.groups), weights.leftovers())
    return Opened(holding, told, origin(told), findings=(*findings, *_backend_unknown(told)))


def _backend_unknown(source: Source) -> tuple[Finding, ...]:
    if source.backend:
        return ()
    found = "the file does not say its backend; its kernels are read as those of TensorFlow"
    advice = "Theano's stand the other way round: if it was Theano, add --source-backend theano."
    return (Finding("backend_unknown", Severity.ATTENTION, "", found, "", advice),)


def _npz(tensors: Mapping[str, Tensor], path: Path) -> Opened:
    source = Source(path, "npz")
    if all(map(is_place, tensors)):
        return Opened(PlacedHolding(None, Tree(tensors, {})), source, NPZ, era_unknown=True)
    if all("/" in name for name in tensors):
        return Opened(Grouped(None, groups_of_names(tensors)), source, NPZ, era_unknown=True)
    return Opened(Listed(None, dict(tensors)), source, NPZ, era_unknown=True)
