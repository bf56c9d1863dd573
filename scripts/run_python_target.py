"""Write every genuine model as Python code, run the code in Keras, and compare with what the old framework recorded.

Run from the project's folder: python -m scripts.run_python_target [PART OF A NAME]. One file of each model a group.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from rekeras.checks._closeness import TOLERANCE, distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from tests import zoo
from tests.writers.running import Loading

BACKENDS = ("numpy", "tensorflow")
"""The second for what the first cannot do, such as texts."""


def main() -> int:
    """Print what fails, and how many do not."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    right, problems = 0, 0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        loading = [stack.enter_context(Loading(backend)) for backend in BACKENDS]
        for member in one_of_each(part):
            problem = problem_of(member, Path(name), loading)
            right += not problem
            problems += bool(problem)
            if problem:
                print(f"{member.id}: {problem}", flush=True)
        unformatted = badly_formatted(Path(name))
    print(f"{right} compute the same, {problems} do not, {unformatted} badly formatted")
    return 1 if problems or unformatted else 0


def one_of_each(part: str) -> Iterator[zoo.Member]:
    """One file of each model of each group."""
    chosen = {
        (member.archive.rpartition("/")[0], member.model): member for member in zoo.members() if not member.refused
    }
    return (member for member in chosen.values() if part in member.id)


def problem_of(member: zoo.Member, folder: Path, loading: list[Loading]) -> str:
    """Empty where the code computes what the old framework recorded, or at least what the ``.keras`` file does."""
    code = folder / f"{member.id.replace('/', '_').replace('.', '_')}.py"
    try:
        convert(member.path, code, weights=member.weights)
    except ModelRefusedError as refused:
        return f"refused: {refused}"
    expected = read_recording(member.recording).outputs
    problem = ""
    for process in loading:
        found = process.outputs("python", [code], member.recording, folder)
        if not isinstance(found, str) and distance(found, expected).worst <= TOLERANCE:
            return ""
        problem = beside_keras(member, folder, process, found)
        if not problem:
            return ""
    return problem


def beside_keras(member: zoo.Member, folder: Path, process: Loading, found: list[np.ndarray] | str) -> str:
    """Empty where the ``.keras`` file gives the same numbers."""
    new = folder / "model.keras"
    convert(member.path, new, weights=member.weights, overwrite=True)
    expected = process.outputs("keras_v3", [new], member.recording, folder)
    if isinstance(found, str):
        return found if not isinstance(expected, str) else f"neither works: {found}"
    if isinstance(expected, str):
        return f"only the code works: {expected}"
    measured = distance(found, expected)
    return "" if measured.worst <= TOLERANCE / 10 else f"differs by {measured.worst:.1e}: {measured.where}"


def badly_formatted(folder: Path) -> int:
    """How many modules ruff would format otherwise."""
    command = ["ruff", "format", "--check", "--isolated", "--line-length", "88", str(folder)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    listed = [line for line in done.stdout.splitlines() if line.startswith("Would reformat")]
    print("\n".join(listed))
    for line in listed[:3]:
        shown = ["ruff", "format", "--diff", "--isolated", "--line-length", "88", line.rpartition(" ")[2]]
        print(subprocess.run([sys.executable, "-m", *shown], capture_output=True, text=True, check=False).stdout[:1500])
    return len(listed)


if __name__ == "__main__":
    sys.exit(main())
