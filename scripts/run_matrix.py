"""Every genuine file x every backend x six versions of Keras 3; writes docs/reference/conformance.json and its page.

Run from the project's folder: python -m scripts.run_matrix [VERSION ...]. Makes one environment per version of Keras
under .cache/venvs from requirements/keras-<version>.txt. Takes about an hour; a part of the versions keeps what the
file says of the others.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from rekeras.checks import loads, outputs_close
from rekeras.checks._case import Case, Recording, Run
from rekeras.checks._closeness import distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from rekeras.records import Outcome
from rekeras.runner.process import KerasProcess
from rekeras.upgrade import upgrade
from scripts import make_conformance
from scripts.conformance import BACKENDS, NEWEST, VERSIONS, Entry, load, save
from tests import zoo

CACHE = zoo.ROOT / ".cache"


@dataclass(frozen=True)
class Converted:
    """One converted file.

    Attributes:
        case: What the checks judge.
        key: The same for files that are equal byte for byte and have equal inputs; those run once.
        limited: Backends on which the report says that Keras itself is off.
    """

    case: Case
    key: str
    limited: frozenset[str]


def main(arguments: list[str]) -> int:
    """Run all; 1 where a file that converts does not compute the same somewhere, and Keras is not to blame."""
    os.environ["JAX_COMPILATION_CACHE_DIR"] = str(CACHE / "jax")
    os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
    versions = tuple(arguments) or tuple(reversed(VERSIONS))
    known = load() if arguments else {}
    converted = dict(_convert_all())
    entries = {name: _keep(entry, known.get(name), versions) for name, (entry, _case) in converted.items()}
    cases = {name: case for name, (_entry, case) in converted.items() if case}
    for version in versions:
        python = environment(version)
        with ThreadPoolExecutor(len(BACKENDS)) as pool:
            for found in pool.map(lambda backend: _run_all(python, version, backend, cases), BACKENDS):  # noqa: B023
                for name, worst, problem in found:
                    entries[name] = entries[name].with_run(worst, problem)
        save(entries)
        print(f"Keras {version}: done", flush=True)
    make_conformance.main([])
    problems = [f"{name} {where}: {text}" for name, entry in entries.items() for where, text in entry.problems.items()]
    print("\n".join(problems))
    return 1 if problems else 0


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


def _convert_all() -> Iterator[tuple[str, tuple[Entry, Converted | None]]]:
    folder = CACHE / "matrix"
    shutil.rmtree(folder, ignore_errors=True)
    for member in zoo.members():
        new = folder / member.era / f"{member.file}.keras"
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            report = convert(member.path, new, weights=member.weights)
        except ModelRefusedError as refused:
            yield member.id, (Entry("refused", tuple(sorted({one.code for one in refused.findings}))), None)
            continue
        recording = read_recording(member.recording)
        with open_archive(member.path, weights=member.weights) as archive:
            case = Case(archive, upgrade(archive).archive, new, recording=recording)
        content = new.read_bytes() + b"".join(array.tobytes() for array in recording.inputs.values())
        codes = {finding.code for finding in report.findings}
        limited = {backend for backend, code in zoo.limits().get(member.model, {}).items() if code in codes}
        converted = Converted(case, hashlib.sha256(content).hexdigest(), frozenset(limited))
        yield member.id, (Entry("agrees", oldest_keras=report.oldest_keras), converted)


def _keep(entry: Entry, known: Entry | None, versions: Iterable[str]) -> Entry:
    if known is None or known.outcome != entry.outcome:
        return entry
    kept = {where: text for where, text in known.problems.items() if where.partition("/")[0] not in versions}
    limits = {where: text for where, text in known.limits.items() if where.partition("/")[0] not in versions}
    return replace(entry, worst=known.worst, problems=kept, limits=limits)


Found = tuple[str, float, tuple[str, str, bool] | None]


def _run_all(python: Path, version: str, backend: str, cases: Mapping[str, Converted]) -> list[Found]:
    runs: dict[str, Run] = {}
    found: list[Found] = []
    with KerasProcess(backend, python=python) as process:
        for name, converted in cases.items():
            recording = converted.case.recording or Recording({})
            if converted.key not in runs:
                runs[converted.key] = process.run(converted.case.new, recording.inputs)
            worst, problem = _judge(converted, f"{version}/{backend}", runs[converted.key], recording)
            found.append((name, worst, problem))
    return found


def _judge(
    converted: Converted, where: str, run: Run, recording: Recording
) -> tuple[float, tuple[str, str, bool] | None]:
    backend = where.partition("/")[2]
    case = converted.case
    judged = replace(case, runs={backend: run})
    for check in (loads.check, outputs_close.check):
        for result in check.run(judged):
            if result.outcome is not Outcome.PASSED:
                return 0.0, (where, result.detail, result.outcome is Outcome.SKIPPED or backend in converted.limited)
    return distance(run.outputs, recording.outputs).worst, None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
