from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rekeras.containers.saved_model import open_saved_model
from rekeras.containers.tensorflow_messages import classes
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from tests import bundles, zoo


def test_says_what_it_holds() -> None:
    model = open_saved_model(zoo.unpacked("saved_model/tf-2.15") / "no_keras", DEFAULT_LIMITS)
    assert (model.tags, model.tensorflow_version) == (("serve",), "2.15.1")
    (signature,) = model.signatures
    assert signature.name == "serving_default"
    assert signature.inputs == {"x": ("float32", (None, 3))}
    assert signature.outputs == {"output_0": ("float32", (None, 2))}
    assert model.operators["Relu"] == 2
    assert model.variables is not None
    assert {name.partition("/")[0] for name in model.variables.tensors} == {"_CHECKPOINTABLE_OBJECT_GRAPH", "b", "w"}


def test_follows_children(tmp_path: Path) -> None:
    model = open_saved_model(bundles.write_saved_model(tmp_path / "model"), DEFAULT_LIMITS)
    assert model.child(0, "layer-0", "bias") == 3
    assert model.child(0, "layer-0", "nothing") is None
    assert model.asset(0) is None


def test_there_may_be_no_variables(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(bundles.saved_model().SerializeToString())
    assert open_saved_model(tmp_path, DEFAULT_LIMITS).variables is None


def two_graphs() -> Any:
    model = bundles.saved_model(bundles.SEQUENTIAL)
    model.meta_graphs.add().meta_info.tags.extend(["serve", "tpu"])
    return model


def another_schema() -> Any:
    model = bundles.saved_model(bundles.SEQUENTIAL)
    model.schema_version = 3
    return model


def missing_object() -> Any:
    model = bundles.saved_model(bundles.SEQUENTIAL)
    model.meta_graphs[0].objects.nodes[1].children.add(local_name="gamma", node_id=99)
    return model


BAD = {
    "two graphs": (two_graphs(), r"holds 2 graphs \(serve; serve, tpu\)"),
    "no graph": (classes()["SavedModel"](schema_version=1), "holds no graph"),
    "another schema": (another_schema(), "schema version 3"),
    "a missing object": (missing_object(), "names objects that are not in it"),
    "an asset above": (bundles.saved_model(assets=["words/../../../etc/passwd"]), "names the asset"),
    "an asset at the root": (bundles.saved_model(assets=["/etc/passwd"]), "names the asset"),
    "an asset on a drive": (bundles.saved_model(assets=["C:\\words.txt"]), "names the asset"),
    "an asset without a name": (bundles.saved_model(assets=[""]), "names the asset"),
}


@pytest.mark.parametrize(("model", "says"), BAD.values(), ids=BAD.keys())
def test_refuses(tmp_path: Path, model: Any, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        open_saved_model(bundles.write_saved_model(tmp_path, model), DEFAULT_LIMITS)


def test_refuses_cut_files(tmp_path: Path) -> None:
    path = bundles.write_saved_model(tmp_path) / "saved_model.pb"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(UnreadableFileError, match="damaged or cut off"):
        open_saved_model(tmp_path, DEFAULT_LIMITS)


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"has no saved_model\.pb"):
        open_saved_model(tmp_path, DEFAULT_LIMITS)
    (tmp_path / "saved_model.pbtxt").write_text("saved_model_schema_version: 1")
    with pytest.raises(UnreadableFileError, match="graph as text"):
        open_saved_model(tmp_path, DEFAULT_LIMITS)


def test_limits_hold(tmp_path: Path) -> None:
    bundles.write_saved_model(tmp_path)
    with pytest.raises(LimitError, match="size of the graph"):
        open_saved_model(tmp_path, Limits(config_bytes=10))
    with pytest.raises(LimitError, match="number of objects"):
        open_saved_model(tmp_path, Limits(members=2))
