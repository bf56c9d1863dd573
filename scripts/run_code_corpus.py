"""Fetches public source files with layers of their own, migrates them, and runs the layers in Keras 3.

Run from the project's folder: python -m scripts.run_code_corpus. corpus/sources.toml lists them. Reads archives, and
installs nothing; the layers themselves run in a process of their own. Environment: CODE_CORPUS_BACKEND (jax),
CODE_CORPUS_TENSORFLOW (a Python with TensorFlow 2.15: runs the old code as well, and compares).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rekeras.source.migrate import NotPythonError, migrate
from scripts.fetch_corpus import MissedError, archive

LISTED = Path("corpus/sources.toml")
KEPT = Path(".corpus/sources")
PAGE = Path("docs/reference/public-code.md")
LAYERS = Path(__file__).with_name("code_corpus_layers.py").resolve()
BACKEND = os.environ.get("CODE_CORPUS_BACKEND", "jax")
TENSORFLOW = os.environ.get("CODE_CORPUS_TENSORFLOW", "")
MEMBERS = (".py", ".txt")
HEAD = """# Public code

Source files with layers of their own, out of packages that people published, migrated by `rekeras code` and run in
Keras 3 on JAX without TensorFlow, as `make code-corpus` does it again. "Findings" are the places that were left to a
person; nobody mended anything by hand. "Difference" is the largest one to what the old code gives in TensorFlow 2.15
with the same numbers in its weights, scaled to the size of the output.

"""


@dataclass(frozen=True)
class Row:
    """What became of one layer."""

    package: str
    module: str
    layer: str
    changes: int
    findings: int
    outcome: str
    difference: float | None = None


def main() -> int:
    """Run all; 1 where an archive could not be had, or a layer computes something else."""
    sources = tomllib.loads(LISTED.read_text("utf-8"))["source"]
    rows = [row for source in sources for row in run(source)]
    for row in rows:
        print(f"{row.package}: {row.module.rpartition('.')[2]}: {row.layer}: {row.outcome} {row.difference or ''}")
    if TENSORFLOW:
        PAGE.write_text(page(rows), "utf-8")
    return 1 if any(row.outcome in ("not fetched", "computes something else") for row in rows) else 0


def run(source: Mapping[str, Any]) -> list[Row]:
    """Migrate the package of one file, and run its layers, migrated and as they were."""
    tries, module = source["tries"], source["module"]
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        try:
            unpack(fetched(source), source.get("root", ""), old)
        except (MissedError, OSError) as problem:
            return [row_of(source, each, 0, 0, f"not fetched: {problem}") for each in tries]
        changes, findings = migrated(old, new, module)
        ours = computed([sys.executable], new, module, tries, BACKEND)
        theirs = computed([TENSORFLOW], old, module, tries, "") if TENSORFLOW else {}
    return [
        compared(row_of(source, each, changes, findings, "runs"), str(number), ours, theirs)
        for number, each in enumerate(tries)
    ]


def row_of(source: Mapping[str, Any], each: Mapping[str, str], changes: int, findings: int, outcome: str) -> Row:
    """A row without numbers."""
    name = f"{source['package']} {source['version']}"
    return Row(name, source["module"], each["make"].partition("(")[0], changes, findings, outcome)


def fetched(source: Mapping[str, Any]) -> bytes:
    """The archive, kept after the first time, checked."""
    kept = KEPT / source["archive"]
    content = kept.read_bytes() if kept.exists() else archive("pypi", source["package"], source["version"], kept.name)
    if hashlib.sha256(content).hexdigest() != source["sha256"]:
        raise MissedError("the sha256 differs")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(content)
    return content


def unpack(content: bytes, root: str, folder: Path) -> None:
    """The text files of an archive, below ``root`` in it."""
    for name, text in members(content):
        path = Path(name)
        if path.is_relative_to(root) and path.suffix in MEMBERS and ".." not in path.parts:
            target = folder / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of a zip or tar."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from ((name, packed.read(name)) for name in packed.namelist() if not name.endswith("/"))
        return
    with tarfile.open(fileobj=io.BytesIO(content)) as packed_tar:
        for member in packed_tar:
            if file := packed_tar.extractfile(member):
                yield member.name, file.read()


def migrated(old: Path, new: Path, module: str) -> tuple[int, int]:
    """Migrate a whole package; how many changes and findings the module itself had."""
    shutil.copytree(old, new)
    counted = (0, 0)
    for path in new.rglob("*.py"):
        try:
            result = migrate(path.read_text("utf-8"), path.name)
        except (NotPythonError, UnicodeDecodeError):
            continue
        path.write_text(result.after, "utf-8")
        if path.relative_to(new).with_suffix("").as_posix() == module.replace(".", "/"):
            counted = len(result.changes), len(result.findings)
    return counted


def computed(python: list[str], folder: Path, module: str, tries: Any, backend: str) -> Mapping[str, np.ndarray]:
    """What the layers of a module give, by a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        results = Path(place, "results.npz")
        command = [*python, "-W", "ignore", str(LAYERS), str(folder), module, json.dumps(tries), str(results)]
        environment = os.environ | ({"KERAS_BACKEND": backend} if backend else {"TF_KERAS": "1"})
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=600)
        if done.returncode:
            problem = (done.stderr.strip().splitlines() or ["it ended"])[-1]
            return {f"{number}/problem": np.array(problem) for number in range(len(tries))}
        with np.load(results) as file:
            return dict(file)


def compared(row: Row, number: str, ours: Mapping[str, np.ndarray], theirs: Mapping[str, np.ndarray]) -> Row:
    """The row with what came out."""
    name = f"{number}/problem"
    if name in ours:
        problem = " ".join(str(ours[name]).split())[:160]
        return changed(row, "still imports TensorFlow" if "import of tensorflow" in problem else problem)
    if not theirs or name in theirs:
        return row
    pairs = [(ours.get(key), theirs[key]) for key in theirs if key.partition("/")[0] == number]
    if any(mine is None or mine.shape != other.shape for mine, other in pairs):
        return changed(row, "its weights or outputs are others")
    gap = max(distance(mine, other) for mine, other in pairs if mine is not None)
    return changed(row, "computes the same" if gap < 1e-5 else "computes something else", gap)


def distance(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference, scaled to the largest number where that is above one."""
    gap = np.max(np.abs(ours.astype("float64") - theirs.astype("float64")), initial=0.0)
    return float(gap / max(1.0, float(np.max(np.abs(theirs), initial=0.0))))


def changed(row: Row, outcome: str, difference: float | None = None) -> Row:
    """The row with another outcome."""
    return Row(row.package, row.module, row.layer, row.changes, row.findings, outcome, difference)


def page(rows: list[Row]) -> str:
    """The page that shows all of it."""
    files = {row.module for row in rows}
    same = [row for row in rows if row.outcome == "computes the same"]
    whole = [name for name in files if all(row in same for row in rows if row.module == name)]
    files_same, layers_same = f"{len(whole)} of {len(files)} files", f"{len(same)} of {len(rows)} layers"
    summary = f"{files_same} run and compute the same with all their layers, {layers_same}."
    lines = [
        summary,
        "",
        "| Package | File | Changes | Findings | Layer | Outcome | Difference |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda row: (row.package, row.module)):
        gap = "" if row.difference is None else f"{row.difference:.0e}"
        counts = f"{row.changes} | {row.findings}"
        outcome = row.outcome.replace("|", "/")
        lines.append(f"| {row.package} | `{row.module}` | {counts} | `{row.layer}` | {outcome} | {gap} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
