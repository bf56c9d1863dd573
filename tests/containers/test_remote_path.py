"""Files in other storages: read where they are, and every failure is a sentence."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import h5py
import numpy as np
import pytest

from rekeras.containers.remote_path import is_remote, named
from rekeras.errors import LimitError, OutputError, UnreadableFileError
from rekeras.inspect import inspect
from rekeras.limits import Limits
from rekeras.pipeline import check, convert
from tests import zoo

FOLDER = zoo.unpacked("keras-2.2.4")
FILES = ("dense.h5", "dense.json", "dense_weights.h5")


@pytest.fixture
def memory() -> Iterator[Any]:
    """The storage in memory, with some models."""
    storage = fsspec.filesystem("memory")
    for name in FILES:
        storage.pipe(f"/models/{name}", (FOLDER / name).read_bytes())
    yield storage
    storage.rm("/models", recursive=True)


class Handler(SimpleHTTPRequestHandler):
    """A server that gives parts of files, as all that hold large ones do; `denied` is not for everybody."""

    sent = 0

    def do_GET(self) -> None:
        """Send what the header Range asks for."""
        if "denied" in self.path:
            self.send_error(403)
            return
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        if "whole" in self.path:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            return
        first, _, last = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        part = content[int(first) : int(last) + 1 if last else None]
        Handler.sent += len(part)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def do_HEAD(self) -> None:
        """As for GET, without the content."""
        file = Path(self.translate_path(self.path))
        self.send_response(403 if "denied" in self.path else 200 if file.is_file() else 404)
        self.send_header("Content-Length", str(file.stat().st_size if file.is_file() else 0))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a web server, and the folder that it serves."""
    folder = tmp_path / "served"
    folder.mkdir()
    with ThreadingHTTPServer(
        ("127.0.0.1", 0),
        lambda *words: Handler(*words, directory=str(folder)),
    ) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_address[1]}", folder
        serving.shutdown()
        thread.join()


def test_what_is_remote() -> None:
    for name in ("s3://bucket/m.h5", "hf://owner/name/m.h5", "https://a.b/m.h5", Path("gs://bucket/m.h5")):
        assert is_remote(name)
        assert is_remote(named(name))
    for name in ("m.h5", "/a/b:c/m.h5", "./s3/m.h5", "C:/m.h5"):
        assert not is_remote(name)
    assert str(named(Path("s3://bucket/a/m.h5"))) == "s3://bucket/a/m.h5"
    assert str(named("s3://bucket/a/m.h5").with_name("n.json")) == "s3://bucket/a/n.json"


@pytest.mark.parametrize("name", ["dense.h5", "dense.json"])
def test_converts_to_the_same_file_as_on_disk(name: str, memory: Any, tmp_path: Path) -> None:
    weights = "memory://models/dense_weights.h5" if name == "dense.json" else None
    report = convert(f"memory://models/{name}", tmp_path / "remote.keras", weights=weights)
    convert(FOLDER / name, tmp_path / "local.keras", weights=FOLDER / "dense_weights.h5" if weights else None)
    assert (tmp_path / "remote.keras").read_bytes() == (tmp_path / "local.keras").read_bytes()
    assert str(report.source) == f"memory://models/{name}"


def test_reads_keras_files_and_writes_into_a_storage(memory: Any, tmp_path: Path) -> None:
    report = convert(FOLDER / "dense.h5", "memory://models/new.keras")
    assert str(report.target) == "memory://models/new.keras"
    assert str(convert("memory://models/new.keras", tmp_path / "m.py").source) == "memory://models/new.keras"
    with pytest.raises(OutputError, match="exists already"):
        convert(FOLDER / "dense.h5", "memory://models/new.keras")
    convert(FOLDER / "dense.h5", "memory://models/two.weights.h5")
    assert memory.exists("/models/two.json")


def test_the_result_stands_here_by_default(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert convert("memory://models/dense.h5").target == Path("dense.keras")


def test_a_saved_model_folder(memory: Any, tmp_path: Path) -> None:
    folder = next(one.path for one in zoo.members() if one.path.is_dir() and not one.refused)
    memory.put(str(folder), "/models/saved", recursive=True)
    convert("memory://models/saved", tmp_path / "remote.keras")
    convert(folder, tmp_path / "local.keras")
    assert (tmp_path / "remote.keras").read_bytes() == (tmp_path / "local.keras").read_bytes()


def test_looking_at_a_large_file_fetches_little(server: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = server
    with h5py.File(FOLDER / "dense.h5") as source, h5py.File(folder / "big.h5", "w") as target:
        for name, value in source.attrs.items():
            target.attrs[name] = value
        source.copy("model_weights", target)
        target["model_weights"].create_dataset("padding", data=np.ones(4_000_000, "float32"))
    Handler.sent = 0
    inspect(f"{address}/big.h5")
    assert 0 < Handler.sent < 3_000_000
    assert convert(f"{address}/big.h5", tmp_path / "big.keras").target == tmp_path / "big.keras"


def test_a_server_that_gives_whole_files_only(server: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = server
    with h5py.File(FOLDER / "dense.h5") as source, h5py.File(folder / "whole.h5", "w") as target:
        for name, value in source.attrs.items():
            target.attrs[name] = value
        source.copy("model_weights", target)
        target["model_weights"].create_dataset("padding", data=np.ones(100_000, "float32"))
    assert convert(f"{address}/whole.h5", tmp_path / "m.keras").target == tmp_path / "m.keras"


def test_failures_are_sentences(server: tuple[str, Path], memory: Any) -> None:
    address, _folder = server
    for name, said in {
        "memory://models/none.h5": "there is no such file",
        f"{address}/none.h5": "there is no such file",
        f"{address}/denied.h5": "access is denied. Log in",
        "http://127.0.0.1:9/m.h5": "cannot be reached: ClientConnectorError",
        "nope://a/m.h5": "nothing is known of nope://",
    }.items():
        with pytest.raises(UnreadableFileError, match=said) as caught:
            check(name)
        assert str(caught.value).startswith(name)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UnreadableFileError, match=r'pip install "rekeras\[remote\]" gcsfs'):
        check("gs://bucket/missing-package.h5")


def test_limits_hold_before_anything_is_fetched(memory: Any) -> None:
    with pytest.raises(LimitError, match="size of the file"):
        check("memory://models/dense.h5", limits=Limits(total_bytes=100))
