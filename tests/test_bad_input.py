"""Bad input through the command line: exit code 2, one message with what to do, no traceback, nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import pytest

from tests import builders, bundles, zoo
from tests.cli.shell import Ran, rekeras

Make = Callable[[Path], Path]


def file(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def whole(config: Any = None, weights: builders.Weights | None = None, **attributes: Any) -> Make:
    def make(folder: Path) -> Path:
        return builders.write_whole(
            folder / "model.h5",
            builders.small_model() if config is None else config,
            builders.small_weights() if weights is None else weights,
            **attributes,
        )

    return make


def truncated(folder: Path) -> Path:
    path = whole()(folder)
    path.write_bytes(path.read_bytes()[:-1000])
    return path


def cut_in_the_head(folder: Path) -> Path:
    path = whole()(folder)
    path.write_bytes(path.read_bytes()[:60])
    return path


def folder_as_file(folder: Path) -> Path:
    path = folder / "model.h5"
    path.mkdir()
    return path


def weights_alone(folder: Path) -> Path:
    return builders.write_weights(folder / "weights.h5", builders.small_weights())


def architecture_alone(folder: Path) -> Path:
    path = folder / "model.json"
    path.write_text(json.dumps(builders.small_model()))
    return path


def whole_without_weights(folder: Path) -> Path:
    path = whole()(folder)
    with h5py.File(path, "a") as opened:
        del opened["model_weights"]
    return path


def missing_tensor() -> builders.Weights:
    weights = builders.small_weights()
    del weights["second"]["second/bias:0"]
    return weights


def wrong_shape() -> builders.Weights:
    return builders.small_weights() | {"first": builders.dense_weights("first", 5, 4)}


def nan_in_config() -> str:
    return json.dumps(builders.small_model()).replace('"units": 4', '"units": NaN')


def two_unknown_layers() -> Any:
    config = builders.small_model()
    config["config"]["layers"][1]["class_name"] = "MyAttention"
    config["config"]["layers"][2]["class_name"] = "MyNorm"
    return config


def zipped(**members: bytes | None) -> Make:
    """A .keras file with some members as given here, or left out; names with ``__`` for a dot."""

    def make(folder: Path) -> Path:
        path = builders.write_keras(folder / "model.keras", builders.small_model(), builders.small_places())
        with zipfile.ZipFile(path) as archive:
            content: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
        content |= {name.replace("__", "."): value for name, value in members.items()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, value in content.items():
                if value is not None:
                    archive.writestr(name, value)
        return path

    return make


def zipped_twice(folder: Path) -> Path:
    path = zipped()(folder)
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("config.json", "{}")
    return path


def zipped_traversal(folder: Path) -> Path:
    path = zipped()(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped", "x")
    return path


def zipped_bomb(folder: Path) -> Path:
    """A weights member that claims 2 GB."""
    path = folder / "model.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("config.json", "metadata.json", "model.weights.h5"):
            archive.writestr(name, b"{}")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (2**31 - 1).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def zipped_and_cut(folder: Path) -> Path:
    path = zipped()(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def tfjs(content: bytes | None, *, shape: list[int], dtype: str = "float32", file: str = "weights.bin") -> Make:
    def make(folder: Path) -> Path:
        weights = [{"name": "first/kernel", "shape": shape, "dtype": dtype}]
        manifest = [{"paths": [file], "weights": weights}]
        topology = {"model_config": builders.small_model()}
        (folder / "model.json").write_text(json.dumps({"modelTopology": topology, "weightsManifest": manifest}))
        if content is not None:
            (folder / "weights.bin").write_bytes(content)
        return folder / "model.json"

    return make


def saved(damage: Callable[[Path], object], model: Any = None) -> Make:
    """A SavedModel in which something is wrong."""

    def make(folder: Path) -> Path:
        path = bundles.write_saved_model(folder / "model", model)
        damage(path / "variables")
        return path

    return make


def checkpoint(**entries: Any) -> Make:
    """A checkpoint with entries in its index that make no sense, and its architecture."""

    def make(folder: Path) -> Path:
        bundles.write_bundle(folder / "model", {"w": bundles.KERNEL}, entries=entries)
        return folder / "model.index"

    return make


def without_shard(variables: Path) -> None:
    (variables / "variables.data-00000-of-00001").unlink()


def cut_shard(variables: Path) -> None:
    path = variables / "variables.data-00000-of-00001"
    path.write_bytes(path.read_bytes()[:-5])


ENORMOUS = bundles.entry("float32", (2**20, 2**20), size=2**42)
TEXTS = bundles.entry("str", (2**40,), size=2**20)

BAD: dict[str, tuple[Make, str]] = {
    "SavedModel without its shard": (saved(without_shard), "holds part of the numbers"),
    "SavedModel cut off": (saved(cut_shard), "stands at bytes"),
    "SavedModel that leads outside": (
        saved(lambda _variables: None, bundles.saved_model(bundles.SEQUENTIAL, assets=["../../secret"])),
        "../../secret",
    ),
    "checkpoint of absurd numbers": (checkpoint(enormous=ENORMOUS), "limit"),
    "checkpoint of absurd texts": (checkpoint(texts=TEXTS), "texts"),
    "checkpoint without architecture": (checkpoint(), "weights without an architecture"),
    ".keras cut off": (zipped_and_cut, "damaged zip"),
    ".keras without weights": (zipped(model__weights__h5=None), "no weights"),
    ".keras with weights that are none": (zipped(model__weights__h5=b"\x00" * 99), "no HDF5 file"),
    ".keras with weights cut off": (
        zipped(model__weights__h5=builders.placed_weights(builders.small_places())[:-900]),
        "cut off",
    ),
    ".keras with broken JSON": (zipped(config__json=b'{"class_name"'), "no valid JSON"),
    ".keras with a member twice": (zipped_twice, "two members called config.json"),
    ".keras that leads outside": (zipped_traversal, "outside the archive"),
    ".keras that claims more than it has": (zipped_bomb, "claims 2,147,483,647 bytes"),
    ".keras with pickles": (zipped(model__weights__h5=None, model__weights__npz=b"PK"), "pickles"),
    "TensorFlow.js without its files": (tfjs(None, shape=[3, 4]), "weights.bin"),
    "TensorFlow.js cut off": (tfjs(b"\x00" * 20, shape=[3, 4]), "ends at byte 48"),
    "TensorFlow.js of another model": (tfjs(b"\x00" * 99, shape=[3, 4]), "the files have 99"),
    "TensorFlow.js with an absurd shape": (tfjs(b"\x00" * 48, shape=[2**20, 2**13]), "ends at byte"),
    "TensorFlow.js with another shape": (tfjs(b"\x00" * 60, shape=[5, 3]), "(5, 3)"),
    "TensorFlow.js that leads outside": (tfjs(b"\x00" * 48, shape=[3, 4], file="../weights.bin"), "../weights.bin"),
    "TensorFlow.js of an unknown dtype": (tfjs(b"\x00" * 48, shape=[3, 4], dtype="int4"), "int4"),
    "TFLite": (file("model.h5", b"\x1c\x00\x00\x00TFL3" + b"\x01" * 99), "TensorFlow Lite"),
    "missing": (lambda folder: folder / "nothing.h5", "nothing.h5"),
    "empty": (file("model.h5", b""), "empty"),
    "not HDF5": (file("model.h5", b"\x00\x01\x02 something else entirely" * 50), "model.h5"),
    "Git LFS pointer": (
        file(
            "model.h5",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daa"
            b"a5e2ca24d17e2393\nsize 553467096\n",
        ),
        "git lfs pull",
    ),
    "HTML page": (file("model.h5", b"<!DOCTYPE html>\n<html><head><title>404</title></head></html>"), "web page"),
    "directory": (folder_as_file, "director"),
    "truncated": (truncated, "cut off"),
    "cut in the head": (cut_in_the_head, "model.h5"),
    "weights alone": (weights_alone, "architecture"),
    "architecture alone": (architecture_alone, "weights"),
    "whole model without weights": (whole_without_weights, "weights"),
    "config that is not JSON": (whole("{'class_name': Sequential,"), "JSON"),
    "config that is no architecture": (whole("[1, 2, 3]"), "model.h5"),
    "NaN in the config": (whole(nan_in_config()), "units"),
    "missing tensor": (whole(weights=missing_tensor()), "bias"),
    "shapes that disagree": (whole(weights=wrong_shape()), "(5, 4)"),
    "unknown layers": (whole(two_unknown_layers()), "MyNorm"),
}


@pytest.mark.parametrize("command", ["convert", "inspect", "check", "verify"])
@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD.keys())
def test_one_message_and_nothing_left(make: Make, words: str, command: str, tmp_path: Path) -> None:
    source = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = rekeras(command, source, *([tmp_path / "new.keras"] if command == "verify" else []))
    assert sorted(tmp_path.rglob("*")) == before
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "made a mistake" not in ran.stderr
    if command == "convert":
        check_not_done(ran, words)
        assert ran.stderr.count(str(source)) == 1
    elif command == "check":
        assert ran.code in (1, 2)
        assert words.lower() in " ".join((ran.stdout + ran.stderr).split()).lower()
    elif command == "verify":
        assert ran.code == 2


def check_not_done(ran: Ran, words: str) -> None:
    assert ran.code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("Error: ")
    assert ran.stderr.count("Error") == 1
    assert words.lower() in " ".join(ran.stderr.split()).lower()


def test_all_unknown_layers_are_named_at_once(tmp_path: Path) -> None:
    ran = rekeras("convert", whole(two_unknown_layers())(tmp_path))
    assert "MyAttention" in ran.stderr
    assert "MyNorm" in ran.stderr
    assert "2 reasons" in ran.stderr


def genuine(folder: Path) -> Path:
    """A file that converts."""
    return Path(shutil.copy(zoo.unpacked("keras-2.2.4") / "dense.h5", folder / "model.h5"))


def test_the_same_reason_in_many_layers_is_said_once(tmp_path: Path) -> None:
    source = zoo.unpacked("keras_v3/keras-3.5") / "quantized_int8.keras"
    ran = rekeras("convert", source, "-o", tmp_path / "new.keras")
    assert "1 reason:" in ran.stderr
    assert "first, second: Dense is quantized (int8)" in ran.stderr


def test_an_unreadable_file(tmp_path: Path) -> None:
    source = whole()(tmp_path)
    source.chmod(0)
    if os.access(source, os.R_OK):
        pytest.skip("this user may read everything")
    check_not_done(rekeras("convert", source), "permission")


def test_an_output_that_exists(tmp_path: Path) -> None:
    (tmp_path / "model.keras").write_bytes(b"precious")
    check_not_done(rekeras("convert", genuine(tmp_path)), "--force")
    assert (tmp_path / "model.keras").read_bytes() == b"precious"


def test_an_output_that_is_the_source(tmp_path: Path) -> None:
    source = genuine(tmp_path)
    content = source.read_bytes()
    check_not_done(rekeras("convert", source, "-o", source, "--force"), "never overwritten")
    assert source.read_bytes() == content


def test_an_output_folder_that_is_not_there(tmp_path: Path) -> None:
    check_not_done(rekeras("convert", genuine(tmp_path), "-o", tmp_path / "no" / "new.keras"), "no/new.keras")
    assert not (tmp_path / "no").exists()


def test_an_output_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "new.keras").mkdir()
    check_not_done(rekeras("convert", genuine(tmp_path), "-o", tmp_path / "new.keras", "--force"), "new.keras")


def test_a_full_disk(tmp_path: Path) -> None:
    """Files may not grow beyond some bytes: the writer meets an error of the system in the middle of its work."""
    source = genuine(tmp_path)
    before = sorted(tmp_path.iterdir())
    limited = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "sys.argv = ['rekeras', 'convert', sys.argv[1]]\n"
        "runpy.run_module('rekeras', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", limited, str(source)], capture_output=True, text=True, check=False)
    check_not_done(Ran(done.returncode, done.stdout, done.stderr), "model.keras")
    assert sorted(tmp_path.iterdir()) == before


def test_the_reason_is_in_the_json_too(tmp_path: Path) -> None:
    ran = rekeras("convert", whole(two_unknown_layers())(tmp_path), "--json")
    said = json.loads(ran.stdout)
    assert ran.code == 2
    assert said["schema"] == "rekeras.error/1"
    assert said["error"] == "ModelRefusedError"
    assert [finding["where"] for finding in said["findings"]] == ["first", "second"]


def test_escape_sequences_in_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    config = two_unknown_layers()
    config["config"]["layers"][1]["class_name"] = "\x1b]0;owned\x07\x1b[2J"
    source = whole(config)(tmp_path)
    for command in ("convert", "check", "inspect"):
        ran = rekeras(command, source)
        assert "\x1b" not in ran.stdout + ran.stderr
