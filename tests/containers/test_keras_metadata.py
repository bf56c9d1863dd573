from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.containers.keras_metadata import keras_objects
from rekeras.containers.saved_model import open_saved_model
from rekeras.containers.tensorflow_messages import classes
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from tests import bundles


def metadata(*nodes: tuple[int, str]) -> bytes:
    message = classes()["KerasMetadata"]()
    for number, text in nodes:
        message.nodes.add(node_id=number, identifier="_tf_keras_network", metadata=text)
    return bytes(message.SerializeToString())


def test_reads_a_file_of_its_own(tmp_path: Path) -> None:
    bundles.write_saved_model(tmp_path, bundles.saved_model())
    (tmp_path / "keras_metadata.pb").write_bytes(metadata((0, '{"name": "model"}'), (1, "{}")))
    found = keras_objects(open_saved_model(tmp_path, DEFAULT_LIMITS))
    assert found.keys() == {0, 1}
    assert (found[0].identifier, found[0].content) == ("_tf_keras_network", {"name": "model"})


def test_reads_the_objects_of_older_versions(tmp_path: Path) -> None:
    found = keras_objects(open_saved_model(bundles.write_saved_model(tmp_path), DEFAULT_LIMITS))
    assert [each.identifier for each in found.values()] == ["_tf_keras_sequential", "_tf_keras_layer"]
    assert found[1].content["class_name"] == "Dense"


def test_finds_nothing_where_keras_wrote_nothing(tmp_path: Path) -> None:
    bundles.write_saved_model(tmp_path, bundles.saved_model())
    assert keras_objects(open_saved_model(tmp_path, DEFAULT_LIMITS)) == {}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xff\xff", "cannot be read as KerasMetadata"),
        (metadata((0, "{not json"), (1, "{}")), "JSON"),
        (metadata((0, "[1, 2]")), "is list"),
        (metadata((99, "{}")), "names objects that are not in the model"),
    ],
)
def test_refuses(tmp_path: Path, content: bytes, says: str) -> None:
    bundles.write_saved_model(tmp_path, bundles.saved_model())
    (tmp_path / "keras_metadata.pb").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=says):
        _ = keras_objects(open_saved_model(tmp_path, DEFAULT_LIMITS))[0].content


def test_limits_hold(tmp_path: Path) -> None:
    bundles.write_saved_model(tmp_path, bundles.saved_model())
    model = open_saved_model(tmp_path, Limits(config_bytes=500))
    (tmp_path / "keras_metadata.pb").write_bytes(metadata((0, '"' + "x" * 600 + '"')))
    with pytest.raises(LimitError):
        keras_objects(model)
