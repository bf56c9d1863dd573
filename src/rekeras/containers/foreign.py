"""Files of other programs, told by their first bytes: what each is, and what its owner can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Told = tuple[str, str]
"""The end of the sentence "this file ...", and advice."""

ORIGINAL = "rekeras reads Keras models; convert the Keras model that it was made from."
NO_PICKLE = "Opening it would run code; where it was written, save the Keras model in it with model.save()."
IMAGE = "Name the model file."

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"version https://git-lfs", "is a Git LFS pointer, not the file itself", "Fetch the real file with: git lfs pull"),
    (b"\x89HDF\r\n\x1a\n", "is an HDF5 file", ""),
    (b"PK\x03\x04", "is a zip archive", ""),
    (b"PK\x05\x06", "is an empty zip archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "Unpack it, and convert the model inside."),
    (b"Rar!\x1a\x07", "is a RAR archive", "Unpack it, and convert the model inside."),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd)", "Decompress it first: unzstd."),
    (b"\x93NUMPY", "is a NumPy array", "An array alone has no architecture; convert the model file."),
    (b"GGUF", "is a GGUF model", "rekeras reads Keras models."),
    (b"%PDF", "is a PDF document", "Download the model file itself."),
    (b"\x89PNG\r\n\x1a\n", "is a PNG image", IMAGE),
    (b"\xff\xd8\xff", "is a JPEG image", IMAGE),
    (b"GIF8", "is a GIF image", IMAGE),
    (b"BM", "is a BMP image", IMAGE),
    (b"\x7fELF", "is a program or library", "Name the model file."),
    (b"MZ", "is a Windows program or library", "Name the model file."),
    (b"model_checkpoint_path:", "is the list of a folder of TensorFlow checkpoints", "Name the folder."),
)


def foreign(head: bytes) -> Told | None:
    """What a file with these first bytes is; None where none of the known kinds begins so."""
    for signature, what, advice in SIGNATURES:
        if head.startswith(signature) and (signature != b"BM" or head[6:10] == b"\x00" * 4):
            return what, advice
    return next((told for told in (kind(head) for kind in KINDS) if told is not None), None)


def _tflite(head: bytes) -> Told | None:
    return ("is a TensorFlow Lite model", ORIGINAL) if head[4:8] == b"TFL3" else None


def _pytorch(head: bytes) -> Told | None:
    """PyTorch up to 1.5 began its pickles with a number of its own."""
    if head.startswith(b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"):
        return "is a PyTorch file", "rekeras reads Keras models."
    return None


def _pickle(head: bytes) -> Told | None:
    if re.match(rb"\x80[\x02-\x05]", head):
        kind = "joblib file" if b"joblib" in head else "Python pickle"
        return f"is a {kind}", NO_PICKLE
    compressed = re.match(rb"x[\x01\x5e\x9c\xda]", head)  # joblib.dump(..., compress=3)
    return ("is compressed (zlib), as joblib writes pickles", NO_PICKLE) if compressed else None


def _safetensors(head: bytes) -> Told | None:
    length = int.from_bytes(head[:8], "little")
    if len(head) < 10 or not 2 <= length < 2**27 or head[8:9] != b"{" or b'"' not in head[8:16]:
        return None
    return "is a safetensors file", "It holds tensors without an architecture; convert the Keras model."


def _saved_model(head: bytes) -> Told | None:
    found = re.match(rb"\x08\x01\x12[\x80-\xff]*[\x00-\x7f]\x0a", head)
    return ("is the graph of a TensorFlow SavedModel", "Name the folder that holds saved_model.pb.") if found else None


def _onnx(head: bytes) -> Told | None:
    """``ModelProto``: the version of the format, then the name of the program that wrote it, or the graph."""
    found = re.match(rb"\x08[\x01-\x20](\x12[\x00-\x7f][ -~]*[\x1a\x22\x28\x32\x3a\x42]|\x3a|\x42|\x1a|\x22)", head)
    return ("is an ONNX model", ORIGINAL) if found else None


def _graph(head: bytes) -> Told | None:
    """``GraphDef``: a list of nodes, each with its name and its operator."""
    for name, operator in _first_node(head):
        if re.fullmatch(rb"[\w./-]+", name) and re.fullmatch(rb"[A-Z]\w+", operator):
            return "is a frozen TensorFlow graph (.pb)", f"It holds operators, and no layers. {ORIGINAL}"
    return None


def _first_node(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    found = re.match(rb"\x0a[\x80-\xff]{0,4}[\x00-\x7f]\x0a([\x01-\x7f])", head)
    if found:
        end = found.end() + found[1][0]
        if head[end : end + 1] == b"\x12" and len(head) > end + 1:
            yield head[found.end() : end], head[end + 2 : end + 2 + head[end + 1]]


def _web(head: bytes) -> Told | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "is a WebP image", IMAGE
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in start:
        return "is an HTML page: the download gave a web page instead of the file", ""
    return ("is XML text", "rekeras reads Keras models.") if start.startswith((b"<?xml", b"<net ")) else None


def _nothing(head: bytes) -> Told | None:
    if not head:
        return "is empty (0 bytes); the download or the copy failed", ""
    return None if head.strip(b"\x00") else ("holds nothing but zero bytes; the download or the copy failed", "")


KINDS: tuple[Callable[[bytes], Told | None], ...] = (
    *(_nothing, _tflite, _pytorch, _pickle, _safetensors, _saved_model, _onnx, _graph, _web),
)
