"""Every genuine file x every backend x six versions of Keras 3; writes docs/reference/conformance.json and its page.

Run from the project's folder: python -m scripts.run_matrix [VERSION ...]. Makes one environment per version of Keras
under .cache/venvs from requirements/keras-<version>.txt. Takes about an hour. Every result is kept as it comes, by what
was run (converted file, inputs, recording), so that a second run does only what is new. Files that are equal run once.
A version that has not run is shown as such.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from rekeras.archive import Layer
from rekeras.checks import loads, outputs_close
from rekeras.checks._case import Case, Recording, Run
from rekeras.checks._closeness import distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError, RekerasError
from rekeras.keras3.masks import with_masks
from rekeras.keras3.mistakes import MISTAKE, mistakes
from rekeras.pipeline import convert
from rekeras.read import open_archive
from rekeras.records import Outcome, Report
from rekeras.runner.process import KerasProcess
from rekeras.upgrade import upgrade
from scripts import make_conformance
from scripts.conformance import BACKENDS, CELLS, NEWEST, RESULTS, VERSIONS, Entry, load, save
from scripts.matrix_runs import Ran, Runs
from tests import zoo

CACHE = zoo.ROOT / ".cache"


@dataclass(frozen=True)
class Converted:
    """One converted file, and the entry for it before it ran anywhere."""

    entry: Entry
    case: Case


def main(arguments: list[str]) -> int:
    """Run what has not run yet; 1 where a file that converts does not compute the same, and the report says nothing."""
    os.environ["JAX_COMPILATION_CACHE_DIR"] = str(CACHE / "jax")
    os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
    entries: dict[str, Entry] = {}
    converted: dict[str, Converted] = {}
    for name, entry, case in _convert_all():
        entries[name] = entry
        if case:
            converted[name] = Converted(entry, case)
    for files in (_one_of_each_model(converted), converted):
        for version in arguments or reversed(VERSIONS):
            python = environment(version)
            with ThreadPoolExecutor(len(BACKENDS)) as pool:
                list(pool.map(lambda backend: _run_cell(python, f"{version}/{backend}", files), BACKENDS))  # noqa: B023
            _write(entries)
            print(f"Keras {version}: {len(files)} files done", flush=True)
    make_conformance.main([])
    problems = [f"{name} {cell}: {text}" for name, entry in load().items() for cell, text in entry.problems.items()]
    print("\n".join(problems))
    return 1 if problems else 0


def _one_of_each_model(converted: Mapping[str, Converted]) -> dict[str, Converted]:
    """The newest file of each model: these run first everywhere, so that a mistake shows early."""
    newest = {member.model: member.id for member in zoo.members() if member.id in converted}
    return {name: converted[name] for name in newest.values()}


def environment(version: str) -> Path:
    """The Python that has this Keras; made from its list of requirements when it is not there or is older."""
    if version == NEWEST:
        return Path(sys.executable)
    wanted = zoo.ROOT / "requirements" / f"keras-{version}.txt"
    folder = CACHE / "venvs" / f"keras-{version}"
    ready, python = folder / "ready", folder / "bin" / "python"
    if not ready.exists() or ready.read_text() != wanted.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)], check=True)
        ready.write_text(wanted.read_text())
    return python


def _convert_all() -> Iterator[tuple[str, Entry, Case | None]]:
    folder = CACHE / "matrix"
    shutil.rmtree(folder, ignore_errors=True)
    for member in zoo.members():
        new = folder / member.archive / f"{member.file}.keras"
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            report = convert(member.path, new, weights=member.weights)
        except ModelRefusedError as refused:
            yield member.id, Entry("refused", codes=tuple(sorted({one.code for one in refused.findings}))), None
            continue
        except RekerasError as error:
            yield member.id, Entry("refused", codes=(type(error).__name__,)), None
            continue
        recording = read_recording(member.recording)
        with open_archive(member.path, weights=member.weights) as archive:
            case = Case(archive, upgrade(archive).archive, new, recording=recording)
        key = _digest(new.read_bytes(), member.recording.read_bytes()).hex()[:16]
        told = _told(member, report, case.upgraded.model)
        yield member.id, Entry("agrees", key, oldest_keras=report.oldest_keras, told=told), case


def _told(member: zoo.Member, report: Report, model: Layer) -> tuple[str, ...]:
    """The cells in which Keras itself is off, and the report says so."""
    codes = {finding.code for finding in report.findings}
    backends = {backend for backend, code in zoo.limits().get(member.model, {}).items() if code in codes}
    known = mistakes(with_masks(model)) if MISTAKE in codes else ()
    return tuple(
        cell
        for cell in CELLS
        if cell.partition("/")[2] in backends or any(one.concerns(*cell.split("/")) for one in known)
    )


def _run_cell(python: Path, cell: str, converted: Mapping[str, Converted]) -> None:
    runs = Runs(cell)
    wanted = {one.entry.key: one.case for one in converted.values() if one.entry.key not in runs}
    if not wanted:
        return
    backend = cell.partition("/")[2]
    ran: dict[bytes, Run] = {}
    with KerasProcess(backend, python=python) as process:
        for key, case in wanted.items():
            inputs = (case.recording or Recording({})).inputs
            same = _digest(case.new.read_bytes(), *(array.tobytes() for array in inputs.values()))
            if same not in ran:  # files of several eras differ in nothing but their recordings
                ran[same] = process.run(case.new, inputs)
            runs.add(key, _judge(backend, case, ran[same]))


def _digest(*contents: bytes) -> bytes:
    return hashlib.sha256(b"".join(contents)).digest()


def _judge(backend: str, case: Case, run: Run) -> Ran:
    recording = case.recording or Recording({})
    judged = replace(case, runs={backend: run})
    for check in (loads.check, outputs_close.check):
        for result in check.run(judged):
            if result.outcome is not Outcome.PASSED:
                return Ran(result.outcome.value, result.detail)
    return Ran(Outcome.PASSED.value, worst=distance(run.outputs, recording.outputs).worst)


def _write(entries: Mapping[str, Entry]) -> None:
    """The results so far; what another machine found of the same files stays."""
    runs = {cell: Runs(cell) for cell in CELLS}
    known = load() if RESULTS.exists() else {}
    results = {}
    for name, entry in entries.items():
        old = known.get(name)
        found = {cell: runs[cell].get(entry.key) for cell in CELLS}
        results[name] = entry.with_runs(found, old if old and old.key == entry.key else None)
    RESULTS.write_text(save(results), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
