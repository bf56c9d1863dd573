"""Written files against real Keras: it loads them, and saves again what stands in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rekeras.archive import Call, Layer
from rekeras.errors import ModelRefusedError, OutputError
from rekeras.pipeline import convert
from rekeras.write import default_target, write, writer_of, writers
from tests import zoo
from tests.archives import archive, call, chain, dense, functional, input_layer, lstm, ref, sequential, tensor
from tests.writers.same import differences

Resave = Callable[[Path], Path]
MODELS = {member.model: member for member in zoo.members() if not member.refused}


@pytest.fixture(scope="module")
def resave() -> Iterator[Resave]:
    """Real Keras in a process of its own: loads a file and saves it again."""
    command = [sys.executable, "-m", "tests.writers.resave"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as keras:
        assert keras.stdin is not None
        assert keras.stdout is not None
        reader, writer = keras.stdout, keras.stdin

        def through(path: Path) -> Path:
            target = path.with_name(f"again_{path.name}")
            writer.write(json.dumps([str(path), str(target)]).encode() + b"\n")
            writer.flush()
            assert json.loads(reader.readline()) == ""
            return target

        yield through
        writer.close()


@pytest.mark.parametrize("model", sorted(MODELS))
def test_keras_saves_genuine_models_again_as_they_were_written(model: str, tmp_path: Path, resave: Resave) -> None:
    member = MODELS[model]
    try:
        written = convert(member.path, tmp_path / "model.keras", weights=member.weights).target
    except ModelRefusedError as refused:
        pytest.skip(f"test_zoo says whether it may be refused: {refused}")
    assert written is not None
    assert differences(written, resave(written)) == []


def inner(name: str = "inner") -> Layer:
    return functional([input_layer("i", 3), dense("d", 3, 3)], [call("d", "i")], "i", "d", name=name)


def shared_at_two_depths() -> Layer:
    layers = [input_layer("x", 3), dense("a", 3, 3, seed=1), dense("b", 3, 3, seed=2)]
    calls = [call("a", "x"), call("b", "a"), call("a", "b", node=1)]
    return functional(layers, calls, "x", {"late": ref("a", 1), "early": "b"})


def masked_concatenation() -> Layer:
    embedding = Layer(
        "Embedding", "e", {"input_dim": 7, "output_dim": 4, "mask_zero": True}, {"embeddings": tensor(7, 4)}
    )
    layers = [input_layer("x", 5), embedding, dense("d", 4, 4), Layer("Concatenate", "concatenate", {"axis": -1})]
    calls = [call("e", "x"), call("d", "e"), call("concatenate", ["e", "d"]), call("r", "concatenate")]
    return functional([*layers, lstm("r", 8, 3)], calls, "x", "r")


def inner_called_twice() -> Layer:
    layers = [input_layer("x", 3), inner(), dense("p", 3, 3)]
    calls = [call("inner", "x"), call("p", "inner"), call("inner", "p", node=1)]
    return functional(layers, calls, "x", [ref("inner", 0), ref("inner", 1)])


def branches_of_unequal_depth() -> Layer:
    names = "abcdefg"
    layers = [input_layer("x", 3), input_layer("y", 3), *(dense(name, 3, 3, seed=ord(name)) for name in names)]
    parents = {"a": "x", "b": "y", "c": "a", "d": "c", "e": "d", "f": "b", "g": "e"}
    calls = [*(call(name, parent) for name, parent in parents.items()), call("add", ["g", "f"])]
    return functional([*layers, Layer("Add", "add", {})], calls, ["y", "x"], ["add", "f"])


@pytest.mark.parametrize(
    "model",
    [
        shared_at_two_depths(),
        masked_concatenation(),
        inner_called_twice(),
        branches_of_unequal_depth(),
        sequential(input_layer("x", 3), inner(), dense("last", 3, 2)),
        sequential(input_layer("x", 4, 3), Layer("TimeDistributed", "t", {}, parts={"layer": inner()})),
        functional([input_layer("x", 3), dense("a", 3, 3)], [call("a", "x")], {"x": "x"}, [["a"], {"in": "x"}]),
        functional(
            [input_layer("x", 4, 3), input_layer("h", 2), input_layer("c", 2), lstm("r", 3, 2)],
            [Call("r", 0, (ref("x"),), {"initial_state": [ref("h"), ref("c")]})],
            ["x", "h", "c"],
            "r",
        ),
        chain(input_layer("x", 3), *(dense(f"d{index}", 3, 3, seed=index) for index in range(40))),
    ],
)
def test_keras_saves_built_models_again_as_they_were_written(model: Layer, tmp_path: Path, resave: Resave) -> None:
    written = write(archive(model), tmp_path / "model.keras")
    assert differences(written.path, resave(written.path)) == []


def test_says_where_each_tensor_went(tmp_path: Path) -> None:
    model = chain(input_layer("x", 3), dense("a", 3, 4), dense("b", 4, 2))
    written = write(archive(model), tmp_path / "model.keras")
    assert list(written.places) == [f"layers/{name}/vars/{index}" for name in ("dense", "dense_1") for index in (0, 1)]
    assert written.places["layers/dense_1/vars/0"] is model.layers[2].weights["kernel"]
    assert (written.created, written.oldest_keras, written.findings) == ((), "3.0", ())


def test_says_which_keras_reads_it(tmp_path: Path) -> None:
    written = write(archive(sequential(input_layer("x", 3), inner())), tmp_path / "model.keras")
    assert written.oldest_keras == "3.4"
    assert [finding.code for finding in written.findings] == ["newer_keras"]


def test_the_same_model_gives_the_same_file(tmp_path: Path) -> None:
    one, other = (write(archive(masked_concatenation()), tmp_path / name).path for name in ("a.keras", "b.keras"))
    assert one.read_bytes() == other.read_bytes()


def test_refuses_to_lose_a_tensor(tmp_path: Path) -> None:
    layers = [input_layer("x", 3), dense("a", 3, 3), dense("lost", 3, 3)]
    model = functional(layers, [call("a", "x"), call("lost", "x")], "x", "a")
    with pytest.raises(ModelRefusedError, match="lost: feeds no output"):
        write(archive(model), tmp_path / "model.keras")
    assert list(tmp_path.iterdir()) == []


def test_never_replaces_the_source(tmp_path: Path) -> None:
    source = tmp_path / "model.h5"
    source.write_bytes(b"old")
    (tmp_path / "other.keras").hardlink_to(source)
    for target in (source, tmp_path / "other.keras"):
        with pytest.raises(OutputError, match="is the file that is converted"):
            write(archive(inner(), source), target, overwrite=True)
    assert source.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a.h5", "a.keras"),
        ("a.b.hdf5", "a.b.keras"),
        ("model.json", "model.keras"),
        ("a.keras", "a.keras3.keras"),
        ("a.b.keras", "a.b.keras3.keras"),
        ("noending", "noending.keras"),
    ],
)
def test_the_default_target_stands_beside_the_source(source: str, target: str) -> None:
    assert default_target(Path("folder") / source) == Path("folder") / target


def test_the_end_of_the_name_chooses_the_target() -> None:
    for writer in writers():
        assert writer_of("", Path(f"model{writer.suffix}")) is writer
        assert writer_of(writer.name, Path("model.keras")) is writer
    assert writer_of("", Path("model")).name == "keras_v3"


def test_an_unknown_target_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"to='onnx'; known are .*keras_v3"):
        write(archive(chain(input_layer("x", 3), dense("d", 3, 2))), tmp_path / "m", to="onnx")
