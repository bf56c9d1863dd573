from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.archive import Archive
from rekeras.errors import UnreadableFileError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import zoo
from tests.builders import (
    entry,
    placed_weights,
    sequential,
    small_model,
    small_places,
    small_weights,
    write_keras,
    write_weights,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.keras"


def read(path: Path, weights: Path | None = None) -> Archive:
    with open_archive(path, weights=weights) as archive:
        return archive


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(path)
    assert str(path) in str(refused.value)
    return str(refused.value)


def unpacked(path: Path) -> Path:
    folder = path.with_name("folder")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_reads_architecture_weights_and_origin(path: Path, packed: int) -> None:
    document = small_model() | {"compile_config": {"optimizer": "adam"}, "build_config": {"input_shape": [None, 3]}}
    tensors = small_places() | {"optimizer/vars/0": np.array(3, "int64")}
    write_keras(path, document, tensors, packed=packed)
    with open_archive(path) as archive:
        assert (archive.source.format, archive.source.keras_version) == ("keras_v3", "2.15.0")
        found = archive.tensors()
        assert list(found) == ["first / kernel", "first / bias", "second / kernel", "second / bias"]
        np.testing.assert_array_equal(found["second / kernel"].read(), tensors["layers/dense_1/vars/0"])
        span = found["second / kernel"].span()
        assert span is not None
        assert (span[0] == path) == (packed == zipfile.ZIP_STORED)
        with span[0].open("rb") as file:
            file.seek(span[1])
            assert file.read(span[2]) == tensors["layers/dense_1/vars/0"].tobytes()
    assert archive.training == {"optimizer": "adam"}
    assert [one.name for one in archive.state] == ["optimizer/vars/0"]


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    assert read(write_keras(tmp_path / "model.h5", small_model(), small_places())).source.format == "keras_v3"


def test_reads_the_backslashes_of_windows(path: Path) -> None:
    tensors = {name.replace("/", "\\", 1): array for name, array in small_places().items()}
    assert "first / kernel" in read(write_keras(path, small_model(), tensors)).tensors()


def test_reads_an_unpacked_folder(path: Path) -> None:
    folder = unpacked(write_keras(path, small_model(), small_places()))
    assert list(read(folder).tensors()) == list(read(path).tensors())
    (folder / "model.weights.h5").unlink()
    assert "no weights" in refusal(folder)


def test_takes_the_weights_that_are_named(path: Path) -> None:
    write_keras(path, small_model(), small_places())
    weights = write_weights(path.with_name("weights.h5"), small_weights())
    assert read(path, weights).tensors()["first / kernel"].origins == ("first/first/kernel:0",)


def test_vocabularies_stand_in_assets(path: Path) -> None:
    words = entry("StringLookup", "l", vocabulary=None, mask_token=None, num_oov_indices=1, oov_token="[UNK]")  # noqa: S106
    asset = {"layers/string_lookup/vocabulary.txt": "[UNK]\nstone\nriver"}
    write_keras(path, sequential(words), {}, assets=asset)
    assert read(path).model.layers[0].config["vocabulary"] == ["stone", "river"]


def shards(folder: Path, *, index: object = None) -> Path:
    """A folder whose weights stand in two files."""
    (folder / "model.weights.h5").unlink()
    files = {"model_00000.weights.h5": "layers/dense/", "model_00001.weights.h5": "layers/dense_1/"}
    for name, start in files.items():
        with h5py.File(folder / name, "w") as file:
            for place, array in small_places().items():
                if place.startswith(start):
                    file[place] = array
    listed = {f"/{start}vars": name if "1" in start else [name] for name, start in files.items()}
    document = {"metadata": {"total_size": 1}, "weight_map": listed} if index is None else index
    (folder / "model.weights.json").write_text(json.dumps(document))
    return folder


def test_reads_weights_in_several_files(path: Path) -> None:
    folder = shards(unpacked(write_keras(path, small_model(), small_places())))
    assert len(read(folder).tensors()) == 4
    (folder / "model_00001.weights.h5").unlink()
    assert "model_00001.weights.h5" in refusal(folder)


@pytest.mark.parametrize("name", ["../secret.h5", "/etc/passwd", "a\\b", 3])
def test_refuses_shards_outside_the_folder(path: Path, name: object) -> None:
    write_keras(path, small_model(), small_places())
    folder = shards(unpacked(path), index={"weight_map": {"/layers/dense/vars": name}})
    assert "names the file" in refusal(folder)


def test_refuses_an_index_that_is_none(path: Path) -> None:
    folder = shards(unpacked(write_keras(path, small_model(), small_places())), index={"weight_map": []})
    assert "weight_map" in refusal(folder)


def test_refuses_pickled_weights(path: Path) -> None:
    write_keras(path, small_model(), small_places())
    buffer = io.BytesIO()
    pickled: dict[str, Any] = {"layers/dense": np.array({"0": np.ones(2)}, dtype=object)}
    np.savez(buffer, **pickled)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    del members["model.weights.h5"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (members | {"model.weights.npz": buffer.getvalue()}).items():
            archive.writestr(name, content)
    assert "pickles" in refusal(path)


def damaged(path: Path, **members: bytes) -> Path:
    write_keras(path, small_model(), small_places())
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, old in content.items():
            archive.writestr(name, members.get(name.replace(".", "_"), old))
    return path


def test_refuses_damaged_members(path: Path) -> None:
    assert "no valid JSON" in refusal(damaged(path, config_json=b'{"class_name": '))
    assert "no HDF5 file" in refusal(damaged(path, model_weights_h5=b"PK" * 100))
    assert "cut off" in refusal(damaged(path, model_weights_h5=placed_weights(small_places())[:-900]))
    assert "no config" in refusal(damaged(path, config_json=b'{"class_name": "Sequential"}'))


def test_metadata_without_a_version_is_a_file_of_unknown_version(path: Path) -> None:
    assert read(damaged(path, metadata_json=b"[]")).source.keras_version == ""


@pytest.mark.parametrize("era", ["tf-2.13", "tf-2.15"])
@pytest.mark.parametrize("model", ["branches", "nested_deep", "bidirectional", "multi_head_attention", "gru"])
def test_gives_the_same_model_as_the_hdf5_twin(era: str, model: str) -> None:
    with (
        open_archive(zoo.unpacked(f"keras_v3/{era}") / f"{model}.keras") as new,
        open_archive(zoo.unpacked(era) / f"{model}.h5") as old,
    ):
        assert list(new.tensors()) == list(old.tensors())
        for name, tensor in old.tensors().items():
            np.testing.assert_array_equal(new.tensors()[name].read(), tensor.read())


@pytest.mark.parametrize("model", ["branches", "string_lookup_adapted", "transformer_block"])
def test_a_converted_file_converts_to_itself(model: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.keras", tmp_path / "second.keras"
    convert(zoo.unpacked("keras_v3/tf-2.15") / f"{model}.keras", first)
    assert convert(first, second).changes == ()
    assert first.read_bytes() == second.read_bytes()
