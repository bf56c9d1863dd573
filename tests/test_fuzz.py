"""Damaged files: whatever stands in a file, converting ends in a result or in a RekerasError that says why."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import h5py
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekeras.errors import RekerasError
from rekeras.pipeline import convert
from tests import zoo

MODELS = ("dense.h5", "embedding_mask_lstm.h5", "nested_twice.h5", "shared_layers.h5", "conv2d.h5", "bidirectional.h5")
FILES = [member for member in zoo.members() if member.file in MODELS]
TEXTS = [member for member in zoo.members() if member.path.suffix in (".json", ".yaml")]

files, texts = st.sampled_from(FILES), st.sampled_from(TEXTS)
values: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 1, 2.5, 10**30, float("nan"), float("inf"), "", "x", "Dense", "Lambda", [], [None], [[]], {}]
) | st.recursive(st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3), max_leaves=5)

small = settings(
    max_examples=settings().max_examples if settings().max_examples > 100 else 25,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def end_well(path: Path, weights: Path | None = None) -> None:
    """Convert; any exception but RekerasError fails the test, and nothing half-written may stay."""
    target = path.with_name("new.keras")
    try:
        convert(path, target, weights=weights)
    except RekerasError as error:
        assert str(error).strip()
        assert not list(path.parent.glob("*new.keras*"))


def places(structure: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a JSON structure."""
    items = (
        structure.items()
        if isinstance(structure, dict)
        else enumerate(structure)
        if isinstance(structure, list)
        else ()
    )
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


def mutate(config: Any, data: st.DataObject) -> Any:
    """Replace or remove up to three values of a config."""
    for _ in range(data.draw(st.integers(1, 3))):
        if not config:
            break
        path = data.draw(st.sampled_from(sorted(places(config), key=repr)))
        holder = config
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[path[-1]] = copy.deepcopy(data.draw(values))
        else:
            del holder[path[-1]]
    return config


@small
@given(member=files, data=st.data())
def test_damaged_bytes(member: zoo.Member, data: st.DataObject) -> None:
    content = bytearray(member.path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.h5"
        path.write_bytes(content)
        end_well(path)


@small
@given(member=files, data=st.data())
def test_damaged_config(member: zoo.Member, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.h5"
        path.write_bytes(member.path.read_bytes())
        with h5py.File(path, "r+") as file:
            file.attrs["model_config"] = json.dumps(mutate(json.loads(file.attrs["model_config"]), data))
        end_well(path)


@small
@given(member=files, data=st.data())
def test_damaged_names_of_weights(member: zoo.Member, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.h5"
        path.write_bytes(member.path.read_bytes())
        with h5py.File(path, "r+") as file:
            groups = [file["model_weights"], *file["model_weights"].values()]
            group = data.draw(st.sampled_from(groups))
            name = data.draw(st.sampled_from(sorted(group.attrs) or ["layer_names"]))
            group.attrs[name] = data.draw(
                st.sampled_from(["", "x", 3, 2.5, [1, 2], [b"a", b"b"], [b"../x"], h5py.Empty("f")])
            )
        end_well(path)


@small
@given(member=texts, data=st.data())
def test_damaged_text(member: zoo.Member, data: st.DataObject) -> None:
    content = bytearray(member.path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / member.file
        path.write_bytes(content)
        end_well(path, member.weights)
