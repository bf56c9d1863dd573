"""A SavedModel of TensorFlow: objects, functions and signatures in ``saved_model.pb``, variables in a checkpoint.

https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/protobuf/saved_object_graph.proto
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from rekeras.archive import Signature
from rekeras.containers.bundle_types import type_name
from rekeras.containers.checkpoint_path import INDEX
from rekeras.containers.saved_model_path import FILE, TEXT_FILE
from rekeras.containers.tensor_bundle import TensorBundle, open_bundle
from rekeras.containers.tensorflow_messages import parse
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

SCHEMA = 1
INITIALIZE = "__saved_model_init_op"
"""The signature that fills tables, which nobody calls."""
ROOT = 0


@dataclass(frozen=True)
class SavedModel:
    """An open SavedModel; its variables are not read.

    Attributes:
        folder: Where it stands.
        limits: What it may ask for.
        graph: The message of its only graph.
    """

    folder: Path
    limits: Limits
    graph: Any

    @property
    def objects(self) -> Sequence[Any]:
        """The messages of all objects; the first one is what was saved."""
        nodes: Sequence[Any] = self.graph.objects.nodes
        return nodes

    @property
    def tags(self) -> tuple[str, ...]:
        """What the graph is for."""
        return tuple(self.graph.meta_info.tags)

    @property
    def tensorflow_version(self) -> str:
        """The TensorFlow that wrote it; empty where it does not say."""
        return str(self.graph.meta_info.tensorflow_version)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """What can be called, in the order of the names."""
        signatures = sorted(self.graph.signatures, key=lambda each: str(each.key))
        return tuple(
            Signature(str(each.key), _tensors(each.value.inputs), _tensors(each.value.outputs))
            for each in signatures
            if str(each.key) != INITIALIZE
        )

    @cached_property
    def operators(self) -> Mapping[str, int]:
        """How often each operator stands in the graph and in its functions, in the order of the names."""
        counts = Counter(str(node.op) for node in self.graph.graph.node)
        for function in self.graph.graph.library.function:
            counts.update(str(node.op) for node in function.nodes)
        return dict(sorted(counts.items()))

    @cached_property
    def variables(self) -> TensorBundle | None:
        """The checkpoint of its variables; None where it has none.

        Raises:
            UnreadableFileError: It is damaged.
        """
        # Some people moved it out of the folder that TensorFlow makes.
        for index in (self.folder / "variables" / f"variables{INDEX}", self.folder / f"variables{INDEX}"):
            if index.is_file():
                return open_bundle(index, self.limits)
        return None

    def child(self, number: int, *path: str) -> int | None:
        """The object at the end of a path of attributes; None where one of them is not there."""
        for name in path:
            found = next((child.node_id for child in self.objects[number].children if child.local_name == name), None)
            if found is None:
                return None
            number = found
        return number

    def asset(self, number: int) -> Path | None:
        """The file that an object stands for; None where it is no asset."""
        node = self.objects[number]
        if not node.HasField("asset") or not 0 <= node.asset.asset_file_index < len(self.graph.assets):
            return None
        return self.folder / "assets" / str(self.graph.assets[node.asset.asset_file_index].filename)


def open_saved_model(folder: Path, limits: Limits) -> SavedModel:
    """Look at a SavedModel.

    Raises:
        UnreadableFileError: It is damaged, holds several graphs, or names files outside of its folder.
        LimitError: It is larger than allowed.
    """
    path = folder / FILE
    if not path.is_file():
        raise UnreadableFileError(folder, f"has no {FILE}", advice=_about_text(folder))
    limits.require("size of the graph in bytes", path.stat().st_size, limits.config_bytes, path)
    content = parse("SavedModel", path.read_bytes(), path)
    if content.schema_version != SCHEMA:
        raise UnreadableFileError(path, f"is of schema version {content.schema_version}", expected=str(SCHEMA))
    if len(content.meta_graphs) != 1:
        tags = "; ".join(", ".join(graph.meta_info.tags) or "no tag" for graph in content.meta_graphs)
        raise UnreadableFileError(
            path,
            f"holds {len(content.meta_graphs)} graphs ({tags})" if tags else "holds no graph",
            expected="one",
            advice="Save the model with model.save(), which writes one graph.",
        )
    model = SavedModel(folder, limits, content.meta_graphs[0])
    _require_sound(model, path)
    return model


def _about_text(folder: Path) -> str:
    if (folder / TEXT_FILE).is_file():
        return f"{TEXT_FILE} is the graph as text, which Keras does not write; save the model again."
    return "Name the folder that holds it."


def _require_sound(model: SavedModel, path: Path) -> None:
    for asset in model.graph.assets:
        name = PurePosixPath(str(asset.filename))
        if name.is_absolute() or not name.parts or ".." in name.parts or "\\" in str(name) or ":" in str(name):
            raise UnreadableFileError(
                path,
                f"names the asset {str(name)!r}",
                expected="a file in its folder `assets`",
                advice="Do not trust it.",
            )
    model.limits.require("number of objects", len(model.objects), model.limits.members, path)
    for node in model.objects:
        if any(not 0 <= child.node_id < len(model.objects) for child in node.children):
            raise UnreadableFileError(path, "names objects that are not in it", advice="The file is damaged.")


def _tensors(named: Any) -> dict[str, tuple[str, tuple[int | None, ...] | None]]:
    return {
        str(each.key): (type_name(each.value.dtype), _shape(each.value.shape))
        for each in sorted(named, key=lambda each: str(each.key))
    }


def _shape(shape: Any) -> tuple[int | None, ...] | None:
    if shape.unknown_rank:
        return None
    return tuple(int(dim.size) if dim.size >= 0 else None for dim in shape.dim)
