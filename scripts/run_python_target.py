"""Write every genuine model as Python code, run the code in Keras, and compare with what the old framework recorded.

Run from the project's folder: python -m scripts.run_python_target [PART OF A NAME]. One file of each model a group.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rekeras.checks._closeness import TOLERANCE, distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from tests import zoo
from tests.writers.running import Loading


def main() -> int:
    """Print what fails, and how many do not."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    right, problems = 0, 0
    with tempfile.TemporaryDirectory() as name, Loading() as keras, Loading("tensorflow") as tensorflow:
        for member in one_of_each(part):
            problem = problem_of(member, Path(name), {"jax": keras, "tensorflow": tensorflow})
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


def problem_of(member: zoo.Member, folder: Path, loading: dict[str, Loading]) -> str:
    """Empty where the code computes what the ``.keras`` file does."""
    code = folder / f"{member.id.replace('/', '_').replace('.', '_')}.py"
    try:
        convert(member.path, code, weights=member.weights)
        new = code.with_suffix(".keras")
        convert(member.path, new, weights=member.weights)
    except ModelRefusedError as refused:
        return f"refused: {refused}"
    found: object = ""
    for process in loading.values():
        found = process.outputs("python", [code], member.recording, folder)
        expected = process.outputs("keras_v3", [new], member.recording, folder)
        if isinstance(found, str) and isinstance(expected, str):
            continue
        if isinstance(found, str):
            return found
        if isinstance(expected, str):
            return f"only the code works: {expected}"
        measured = distance(found, expected)
        if measured.worst > TOLERANCE / 10:
            return f"differs by {measured.worst:.1e}: {measured.where}"
        against = distance(found, read_recording(member.recording).outputs)
        return "" if against.worst < 1 else f"differs from the recording: {against.where}"
    return f"neither works: {str(found)[:200]}"


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
