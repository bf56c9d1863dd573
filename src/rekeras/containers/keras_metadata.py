"""What Keras wrote of its objects into a SavedModel: in a file of its own, or up to TensorFlow 2.4 among the objects.

https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/python/keras/protobuf/saved_metadata.proto
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rekeras.containers.saved_model import SavedModel
from rekeras.containers.tensorflow_messages import parse
from rekeras.containers.text import parse_json
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

FILE = "keras_metadata.pb"
PREFIX = "_tf_keras_"


@dataclass(frozen=True)
class KerasObject:
    """One layer, model or metric.

    Attributes:
        identifier: Its kind (``_tf_keras_network``).
        text: What Keras knows of it, as JSON.
        where: For messages.
        limits: What it may ask for.
    """

    identifier: str
    text: str
    where: str
    limits: Limits

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """What Keras knows of it.

        Raises:
            UnreadableFileError: It is no JSON object.
        """
        content = parse_json(self.text, self.where, self.limits)
        if not isinstance(content, dict):
            raise UnreadableFileError(self.where, f"is {type(content).__name__}", expected="an object")
        return content


def keras_objects(model: SavedModel) -> dict[int, KerasObject]:
    """All objects of Keras by their number; empty where Keras did not write the file.

    Raises:
        UnreadableFileError: The metadata are damaged, or name objects that are not there.
    """
    path = model.folder / FILE
    if path.is_file():
        found = _of_file(path, model.limits)
    else:
        found = {
            number: (str(node.user_object.identifier), str(node.user_object.metadata))
            for number, node in enumerate(model.objects)
            if node.user_object.identifier.startswith(PREFIX) and node.user_object.metadata
        }
    if any(not 0 <= number < len(model.objects) for number in found):
        raise UnreadableFileError(path, "names objects that are not in the model", advice="It is of another model.")
    return {
        number: KerasObject(identifier, text, f"{model.folder}: Keras object {number}", model.limits)
        for number, (identifier, text) in found.items()
    }


def _of_file(path: Path, limits: Limits) -> dict[int, tuple[str, str]]:
    limits.require("size of the configuration in bytes", path.stat().st_size, limits.config_bytes, path)
    nodes = parse("KerasMetadata", path.read_bytes(), path).nodes
    return {int(node.node_id): (str(node.identifier), str(node.metadata)) for node in nodes}
