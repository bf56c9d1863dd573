"""A layers model of TensorFlow.js: ``model.json`` with the architecture, and files with the numbers beside it.

Written by the converter ``tensorflowjs`` from files of Keras, and by ``model.save()`` in JavaScript. Numbers may be
quantized (float16, uint8, uint16): they are read as what every reader of the file takes them for. A folder with one
such model, as an unpacked npm package, is read too. Graph models keep no layers.
https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-core/src/io/types.ts (``ModelJSON``)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rekeras.archive import Archive, Layer, Leftover, Source, Tensor
from rekeras.containers.shards import QuantizedTensor
from rekeras.containers.signature import read_head
from rekeras.containers.tfjs_manifest import tensors_of
from rekeras.errors import ModelRefusedError, UnreadableFileError
from rekeras.layers._description import Description
from rekeras.limits import Limits
from rekeras.pairing.flat import pair_flat
from rekeras.pairing.model import Paired
from rekeras.readers._assembly import assemble
from rekeras.readers._placed_weights import PlacedWeights, is_place
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import named_weights
from rekeras.records import Finding, Severity

DEEPEST = 6
SHOWN = 8


def match(sample: Sample) -> bool:
    """JSON with a topology or a manifest, or a folder with such files."""
    return is_model(sample.json) or (sample.path.is_dir() and bool(models_in(sample.path, sample.limits)))


def is_model(document: Any) -> bool:
    """Whether a parsed text is a model of TensorFlow.js."""
    return isinstance(document, dict) and bool({"modelTopology", "weightsManifest"} & document.keys())


def models_in(folder: Path, limits: Limits) -> tuple[Path, ...]:
    """The models in a folder and the folders in it."""
    return tuple(path for path in _texts_in(folder, DEEPEST, limits) if b'"modelTopology"' in read_head(path))


def _texts_in(folder: Path, depth: int, limits: Limits) -> Iterator[Path]:
    children = sorted(folder.iterdir())
    limits.require("number of files", len(children), limits.members, folder)
    yield from (path for path in children if path.suffix == ".json" and path.is_file())
    for path in children if depth else ():
        if path.is_dir() and not path.is_symlink() and path.name != "node_modules":
            yield from _texts_in(path, depth - 1, limits)


def read(sample: Sample) -> Archive:
    """Read the model; of a folder, the only one in it.

    Raises:
        ModelRefusedError: It is a graph model, which keeps no layers.
        UnreadableFileError: It makes no sense, or the folder holds several.
    """
    if sample.path.is_dir():
        sample = replace(sample, path=_only_model(models_in(sample.path, sample.limits), sample.path))
    document = sample.json
    topology = document.get("modelTopology") if is_model(document) else None
    if not isinstance(topology, dict):
        raise UnreadableFileError(sample.path, "has no `modelTopology`", expected="an architecture")
    if document.get("format") == "graph-model" or "node" in topology:
        raise ModelRefusedError(sample.path, [_graph(topology)])
    source = Source(sample.path, reader.name, _text(topology, "keras_version"), _text(topology, "backend"))
    tensors = tensors_of(document.get("weightsManifest"), sample.path, sample.limits)
    weights = named_weights(sample) or _weights(tensors)
    training = topology.get("training_config")
    archive = assemble(source, topology.get("model_config", topology), weights, sample.limits, training)
    return replace(archive, findings=(*_quantized(tensors), *archive.findings))


def _text(topology: Mapping[str, Any], key: str) -> str:
    value = topology.get(key)
    return value if isinstance(value, str) else ""


def _only_model(models: tuple[Path, ...], folder: Path) -> Path:
    if len(models) == 1:
        return models[0]
    shown = ", ".join(path.relative_to(folder).as_posix() for path in models[:SHOWN])
    found = f"holds {len(models)} models of TensorFlow.js: {shown}" + (", ..." if len(models) > SHOWN else "")
    raise UnreadableFileError(folder, found, advice="Name one of these files.")


@dataclass(frozen=True)
class FlatWeights:
    """Weights by their names alone."""

    tensors: Mapping[str, Tensor]

    def pair(self, model: Layer, description: Description) -> Paired:
        """Give every layer of the model its tensors."""
        return pair_flat(model, description, self.tensors)

    def leftovers(self) -> tuple[Leftover, ...]:
        """None but those that pairing tells."""
        return ()


def _weights(tensors: Mapping[str, Tensor]) -> FlatWeights | PlacedWeights:
    """The converter names those of a Keras 3 file by their places."""
    return PlacedWeights(tensors) if tensors and all(map(is_place, tensors)) else FlatWeights(tensors)


def _quantized(tensors: Mapping[str, Tensor]) -> Iterator[Finding]:
    found = Counter(tensor.stored.dtype for tensor in tensors.values() if isinstance(tensor, QuantizedTensor))
    if found:
        kinds = ", ".join(f"{count} as {kind}" for kind, count in sorted(found.items()))
        what = f"the file holds numbers in fewer bits ({kinds} of {len(tensors)} tensors); what was rounded stays so"
        yield Finding("quantized_weights", Severity.NOTE, "", what)


def _graph(topology: Mapping[str, Any]) -> Finding:
    nodes = topology.get("node")
    operators = (
        Counter(str(node.get("op")) for node in nodes if isinstance(node, dict)) if isinstance(nodes, list) else {}
    )
    shown = ", ".join(f"{count} {name}" for name, count in Counter(operators).most_common(SHOWN))
    return Finding(
        "graph_model",
        Severity.REFUSAL,
        "",
        "this is a graph model of TensorFlow.js: operators of TensorFlow, and no layers of Keras"
        + (f" ({shown})" if shown else ""),
        advice="Convert the Keras model or SavedModel that it was made from.",
    )


reader = Reader(__name__, "layers model of TensorFlow.js", match, read)
