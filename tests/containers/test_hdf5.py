from __future__ import annotations

import os
from pathlib import Path

import h5py
import numpy as np
import pytest

from rekeras.containers.hdf5 import open_hdf5
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.h5"


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """The sentence with which opening the file and looking at its tensors is refused."""
    with pytest.raises(UnreadableFileError) as refused, open_hdf5(path, limits) as file:
        _ = file.tensors
    return str(refused.value)


def test_lists_every_dataset_by_its_path(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["a/b/kernel:0"] = np.ones((2, 3), "float32")
        file["c"] = np.ones(4, "float64")
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        assert {name: (tensor.shape, tensor.dtype) for name, tensor in read.tensors.items()} == {
            "a/b/kernel:0": ((2, 3), "float32"),
            "c": ((4,), "float64"),
        }


@pytest.mark.parametrize("value", ["text", b"text", np.array(["text"], dtype=object), np.array([b"text"])])
def test_reads_text_of_every_version_of_h5py(path: Path, value: object) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = value
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        assert read.text("keras_version") == "text"
        assert read.text("backend") is None


@pytest.mark.parametrize("names", [["a", "b"], [b"a", b"b"], np.array(["a", "b"], dtype=object)])
def test_reads_names_of_every_version_of_h5py(path: Path, names: object) -> None:
    with h5py.File(path, "w") as file:
        file.create_group("weights").attrs["layer_names"] = names
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        assert read.names("layer_names", "weights") == ("a", "b")
        assert read.names("layer_names", "no such group") is None


def test_joins_names_that_were_too_many_for_one_attribute(path: Path) -> None:
    with h5py.File(path, "w") as file:
        for index in range(12):
            file.attrs[f"layer_names{index}"] = [f"layer_{index}_{place}".encode() for place in range(2)]
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        names = read.names("layer_names")
    assert names == tuple(f"layer_{index}_{place}" for index in range(12) for place in range(2))


def test_an_empty_list_of_names_is_no_missing_one(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["weight_names"] = []
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        assert read.names("weight_names") == ()


def test_refuses_an_attribute_that_is_no_text(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = 3
        file.attrs["layer_names"] = [1, 2]
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        with pytest.raises(UnreadableFileError, match="no text"):
            read.text("model_config")
        with pytest.raises(UnreadableFileError, match="no list of names"):
            read.names("layer_names")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty \\(0 bytes\\)"),
        (b"\x00" * 5000, "zero bytes"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 9\n", "Git LFS pointer.*git lfs pull"),
        (b"<!DOCTYPE html>\n<html>", "HTML page"),
        (b"PK\x03\x04", "zip archive"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"something", "is text, which begins: 'something'"),
    ],
)
def test_says_what_a_file_is_that_is_no_hdf5(path: Path, content: bytes, sentence: str) -> None:
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=sentence), open_hdf5(path, DEFAULT_LIMITS):
        pass


def test_refuses_a_missing_file_and_a_directory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"), open_hdf5(tmp_path / "no.h5", DEFAULT_LIMITS):
        pass
    with pytest.raises(UnreadableFileError, match="is a directory"), open_hdf5(tmp_path, DEFAULT_LIMITS):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_refuses_a_file_that_may_not_be_read(path: Path) -> None:
    path.write_bytes(b"\x89HDF\r\n\x1a\n")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="may not be read"), open_hdf5(path, DEFAULT_LIMITS):
        pass


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_refuses_a_truncated_file(path: Path, share: float) -> None:
    with h5py.File(path, "w") as file:
        file["kernel"] = np.ones((50, 50))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "again" in refusal(path)


def test_refuses_damage_inside_the_file(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["group/kernel"] = np.ones(3)
    content = bytearray(path.read_bytes())
    at = content.index(b"HEAP")
    content[at : at + 4] = b"XXXX"
    path.write_bytes(content)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("link", [h5py.SoftLink("/kernel"), h5py.ExternalLink("/etc/passwd", "/")])
def test_refuses_links(path: Path, link: object) -> None:
    with h5py.File(path, "w") as file:
        file["kernel"] = np.ones(3)
        file["group/link"] = link
    assert "/group/link: is a link to another place" in refusal(path)


def test_an_attribute_behind_a_link_is_not_there(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_group("real").attrs["layer_names"] = ["a"]
        file["link"] = h5py.SoftLink("/real")
    with open_hdf5(path, DEFAULT_LIMITS) as read:
        assert read.names("layer_names", "link") is None


def test_refuses_a_group_inside_itself(path: Path) -> None:
    with h5py.File(path, "w") as file:
        group = file.create_group("group")
        group["again"] = group
    assert "stands in the file twice" in refusal(path)


def test_refuses_the_root_inside_itself(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["again"] = file["/"]
    assert "stands in the file twice" in refusal(path)


def test_refuses_numbers_in_another_file(path: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.bin"
    outside.write_bytes(b"\x00" * 24)
    with h5py.File(path, "w") as file:
        file.create_dataset("kernel", (3,), "float64", external=[(str(outside), 0, 24)])
    assert "/kernel: keeps its numbers in another file" in refusal(path)


def test_refuses_a_virtual_dataset(path: Path, tmp_path: Path) -> None:
    layout = h5py.VirtualLayout((3,), "float64")
    layout[:] = h5py.VirtualSource(str(tmp_path / "other.h5"), "kernel", (3,))
    with h5py.File(path, "w") as file:
        file.create_virtual_dataset("kernel", layout)
    assert "keeps its numbers in another file" in refusal(path)


def test_refuses_a_shape_that_is_larger_than_what_is_stored(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("kernel", (10**6, 10**3), "float32", chunks=(10, 10), compression="gzip")
    assert "of which 0 bytes are in the file" in refusal(path)


def test_refuses_filters_and_types_that_keras_never_uses(path: Path, tmp_path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("kernel", data=np.arange(100), chunks=(10,), scaleoffset=0)
    assert "filter 6" in refusal(path)
    other = tmp_path / "other.h5"
    with h5py.File(other, "w") as file:
        file["record"] = np.zeros(3, [("a", "float32"), ("b", "int8")])
    assert "expected: numbers or text" in refusal(other)


def test_refuses_a_committed_type(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["type"] = np.dtype("float32")
    assert "neither a group nor a dataset" in refusal(path)


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(tensors=1), "number of tensors is 2, the limit is 1"),
        (Limits(members=1), "number of objects is 2, the limit is 1"),
        (Limits(tensor_bytes=10), "size of one tensor in bytes is 12"),
        (Limits(total_bytes=20), "size of all tensors in bytes is 24"),
    ],
)
def test_keeps_to_the_limits(path: Path, limits: Limits, what: str) -> None:
    with h5py.File(path, "w") as file:
        file["a"] = np.ones(3, "float32")
        file["b"] = np.ones(3, "float32")
    with pytest.raises(LimitError, match=what), open_hdf5(path, limits) as read:
        _ = read.tensors


def test_keeps_to_the_limit_of_attributes(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = np.array([b"x" * 100] * 100)
    with pytest.raises(LimitError, match="10,000"), open_hdf5(path, Limits(config_bytes=9999)) as read:
        read.names("layer_names")


def test_deep_groups_end_at_a_limit(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_group("/".join("a" * 70))
    with pytest.raises(LimitError, match="depth of groups"), open_hdf5(path, DEFAULT_LIMITS) as read:
        _ = read.tensors


def test_refuses_an_attribute_of_lists_before_it_is_read(path: Path) -> None:
    with h5py.File(path, "w") as file:
        lists = np.empty(1, object)
        lists[0] = np.array([1, 2], "u1")
        file.attrs.create("keras_version", lists, dtype=h5py.vlen_dtype("u1"))
    with open_hdf5(path, DEFAULT_LIMITS) as read, pytest.raises(UnreadableFileError, match="neither text nor numbers"):
        read.text("keras_version")


def test_refuses_names_that_are_no_text(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file[b"kern\xffel"] = np.ones(3)
        file.attrs["layer_names"] = [b"\xff"]
    assert "text that is no UTF-8" in refusal(path)
    with pytest.raises(UnreadableFileError, match="no UTF-8"), open_hdf5(path, DEFAULT_LIMITS) as read:
        read.names("layer_names")


def test_leaves_errors_of_its_caller_alone(path: Path) -> None:
    h5py.File(path, "w").close()
    with pytest.raises(KeyError, match="mine"), open_hdf5(path, DEFAULT_LIMITS):
        raise KeyError("mine")
