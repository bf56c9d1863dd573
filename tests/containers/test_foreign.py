from __future__ import annotations

import json
import pickle
import zlib

import numpy as np
import pytest

from rekeras.containers.foreign import foreign


def node(name: bytes, operator: bytes) -> bytes:
    """One node of a GraphDef."""
    inner = b"\x0a" + bytes([len(name)]) + name + b"\x12" + bytes([len(operator)]) + operator
    return b"\x0a" + bytes([len(inner)]) + inner


SAFE = json.dumps({"dense.kernel": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()

# The beginnings of files that these programs wrote.
SAMPLES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "zeros": (b"\x00" * 4000, "zero bytes"),
    "LFS": (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3", "Git LFS"),
    "HTML": (b"\n<!DOCTYPE html><html>", "HTML page"),
    "XML": (b'<?xml version="1.0"?><net name="m" version="11">', "XML"),
    "TFLite": (b"\x1c\x00\x00\x00TFL3\x14\x00\x20\x00", "TensorFlow Lite"),
    "legacy PyTorch": (b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.", "PyTorch"),
    "pickle": (pickle.dumps({"model": [1, 2]}), "Python pickle"),
    "pickle 2": (pickle.dumps([1], protocol=2), "Python pickle"),
    "joblib": (b"\x80\x04\x95\x1f\x00\x00\x00\x00\x00\x00\x00\x8c\x13joblib.numpy_pickle\x94", "joblib"),
    "compressed joblib": (zlib.compress(b"\x80\x04\x95" * 9), "joblib"),
    "safetensors": (len(SAFE).to_bytes(8, "little") + SAFE + b"\x00" * 8, "safetensors"),
    "saved_model.pb": (b"\x08\x01\x12\xf3\x9a\x02\x0a\xd6\x1d\x0a\x0a", "SavedModel"),
    "ONNX of PyTorch": (b"\x08\x06\x12\x07pytorch\x1a\x031.9:\xd3\x0b", "ONNX"),
    "ONNX of tf2onnx": (b"\x08\x07\x12\x06tf2onnx"[:3] + b"\x07tf2onnx\x1a\x061.9.3 ", "ONNX"),
    "ONNX without a producer": (b"\x08\x08:\x92\x01\x0a\x10", "ONNX"),
    "frozen graph": (node(b"input/images", b"Placeholder") + node(b"w", b"Const"), "frozen TensorFlow graph"),
    "GGUF": (b"GGUF\x03\x00\x00\x00", "GGUF"),
    "npy": (b"\x93NUMPY\x01\x00v\x00{'descr': '<f4'", "NumPy array"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    "WebP": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
    "BMP": (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00", "BMP"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
    "RAR": (b"Rar!\x1a\x07\x01\x00", "RAR"),
    "PDF": (b"%PDF-1.4\n", "PDF"),
    "library": (b"\x7fELF\x02\x01\x01", "library"),
    "checkpoint": (b'model_checkpoint_path: "model.ckpt-300"\n', "checkpoints"),
}


@pytest.mark.parametrize(("head", "words"), SAMPLES.values(), ids=SAMPLES.keys())
def test_tells_the_files_of_others(head: bytes, words: str) -> None:
    told = foreign(head)
    assert told is not None
    assert words in told[0]
    assert "%" not in "".join(told)


@pytest.mark.parametrize("head", [b"BMW is a car", b"xylophone", b"some words", b'{"class_name": "Sequential"}'])
def test_is_silent_about_others(head: bytes) -> None:
    assert foreign(head) is None


@pytest.mark.parametrize("seed", range(300))
def test_never_fails(seed: int) -> None:
    random = np.random.default_rng(seed)
    head = SAMPLES["frozen graph"][0] if seed % 2 else b"\x08\x07\x12"
    foreign(head[: random.integers(1, len(head))] + random.bytes(int(random.integers(0, 60))))
