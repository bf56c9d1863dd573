"""Bad code, in a genuine process: the error with file and line, within the time limit, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rekeras.custom.session import BUILD, Session, code_session
from rekeras.custom.sources import sources_of
from rekeras.errors import UnreadableFileError
from rekeras.runner.process import KerasProcess

GOOD = """
import keras

class Plain(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.inner = [[keras.layers.Dense(2, use_bias=False)], keras.layers.Dense(units)]

    def build(self, shape):
        self.flag = self.add_weight(name="flag", shape=(1,), dtype="bool", initializer="zeros", trainable=False)
        self.w = self.add_weight(name="w", shape=(shape[-1],))

    def call(self, x):
        return self.inner[1](self.inner[0][0](x * self.w))

class InCall(keras.layers.Layer):
    def call(self, x):
        return x * self.add_weight(name="late", shape=(1,))

class Hidden(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.box = lambda layer=keras.layers.Dense(3): layer

    def call(self, x):
        return self.box()(x)

class Raises(keras.layers.Layer):
    def call(self, x):
        return undefined_name(x)

class Symbolic(keras.layers.Layer):
    def call(self, x):
        if type(x).__name__ == "ArrayImpl":
            raise NotImplementedError
        return x

class Ends(keras.layers.Layer):
    def call(self, x):
        raise SystemExit(3)

def helper(x):
    return x

class NotALayer: ...
"""


@pytest.fixture(scope="module")
def process() -> Iterator[KerasProcess]:
    with KerasProcess("jax", seconds=30, script=BUILD) as started:
        yield started


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("code") / "good_layers.py"
    path.write_text(GOOD)
    with code_session([path]) as opened:
        yield opened


def build(session: Session, class_name: str, **config: Any) -> dict[str, Any]:
    spec = {"__spec__": {"shape": [None, 4], "dtype": "float32"}}
    written = {"module": "good_layers", "class_name": class_name, "registered_name": class_name}
    return session.build({**written, "config": {"name": "it", **config}}, [{"args": [spec], "kwargs": {}}])


def test_tells_what_the_code_defines(session: Session) -> None:
    kinds = {name: one.kind for name, one in session.objects.items()}
    assert kinds == {
        **dict.fromkeys(("Plain", "InCall", "Hidden", "Raises", "Symbolic", "Ends"), "layer"),
        "helper": "function",
        "NotALayer": "class",
    }
    assert session.objects["Plain"].init == {"names": ["units"], "required": ["units"], "open": True}
    assert session.objects["Plain"].module == "good_layers"


def test_tells_every_variable_and_where_keras_saves_it(session: Session) -> None:
    answer = build(session, "Plain", units=3)
    assert answer["calls"] == [{"outputs": {"__spec__": {"shape": [None, 3], "dtype": "float32"}}}]
    found = {one["attribute"]: (one["places"], one["shape"], one["trainable"]) for one in answer["variables"]}
    assert found == {
        "w": (["vars/0"], [4], True),
        "inner/0/0/_kernel": (["inner/container/dense/vars/0"], [4, 2], True),
        "inner/1/_kernel": (["inner/dense/vars/0"], [2, 3], True),
        "inner/1/bias": (["inner/dense/vars/1"], [3], True),
        "flag": (["vars/1"], [1], False),
    }
    assert not answer["untracked"]


def test_tells_of_variables_that_nothing_tracks(session: Session) -> None:
    answer = build(session, "Hidden")
    assert {(one["owner"], one["name"]) for one in answer["untracked"]} == {("Dense", "kernel"), ("Dense", "bias")}


@pytest.mark.parametrize(
    ("class_name", "stage", "error", "text"),
    [
        ("Plain", "make", "TypeError", "units"),
        ("Raises", "call", "NameError", "undefined_name"),
        ("Ends", "call", "SystemExit", "exit code 3"),
    ],
)
def test_tells_what_the_code_raises(session: Session, class_name: str, stage: str, error: str, text: str) -> None:
    answer = build(session, class_name)
    assert (answer["stage"], answer["error"]) == (stage, error)
    assert text in answer["text"]


def test_tells_the_line(session: Session) -> None:
    answer = build(session, "Raises")
    assert answer["file"].endswith("good_layers.py")
    assert GOOD.splitlines()[answer["line"] - 1].strip() == answer["code"] == "return undefined_name(x)"


def test_code_that_passes_symbols_and_fails_on_numbers(session: Session) -> None:
    answer = build(session, "Symbolic")
    assert (answer["stage"], answer["error"]) == ("run", "NotImplementedError")


class Dying:
    """A process that dies over the first layer, and is started again by itself, without the code."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request."""
        self.asked.append(request["task"])
        return (
            {"objects": {}} if request["task"] == "import" else {"stage": "time", "error": "TimeoutError", "text": ""}
        )


def test_imports_again_after_a_process_was_ended() -> None:
    dying = Dying()
    session = Session(dying)
    session.build({}, [])
    assert dying.asked == ["import", "build", "import"]


BAD: Mapping[str, tuple[str, str]] = {
    "raises": ("import keras\n\nvalue = 1 / 0\n", r"bad\.py, line 3: .*ZeroDivisionError.*value = 1 / 0"),
    "exits": ("import sys\nsys.exit(4)\n", r"bad\.py, line 2: .*exit code 4"),
    "imports": ("import no_such_module\n", r"bad\.py, line 1: .*ModuleNotFoundError"),
    "asks": ("input('go on? ')\n", r"bad\.py, line 1: .*EOFError"),
    "prints": ("while True:\n    print('x' * 100_000)\n", r"bad\.py, line 2: .*OSError"),
    "dies": ("import os\nos._exit(7)\n", "ended with code 7"),
}


def test_code_that_cannot_be_imported(process: KerasProcess, tmp_path: Path) -> None:
    """One after the other: after so much was printed, and after it died, the process is not what it was."""
    for text, said in BAD.values():
        path = tmp_path / "bad.py"
        path.write_text(text)
        with pytest.raises(UnreadableFileError, match=said):
            Session(process, sources_of([path]))


def test_a_class_that_is_not_there(process: KerasProcess, tmp_path: Path) -> None:
    path = tmp_path / "few.py"
    path.write_text("class Here: ...\n")
    with pytest.raises(UnreadableFileError, match=r"defines no There .*Here"):
        Session(process, sources_of([f"{path}:There"]))


def test_import_that_never_returns(tmp_path: Path) -> None:
    path = tmp_path / "slow.py"
    path.write_text("while True: pass\n")
    with pytest.raises(UnreadableFileError, match="no answer within 1 second"), code_session([path], seconds=1):
        pass
