"""Goes on training every genuine model on every backend, as it was recorded; writes docs/reference/training.md.

Run from the project's folder: python -m scripts.run_training [ERA ...]. Every result is kept as it comes, by the
converted file and the recording, so that a second run does only what is new. A file that does not go on as it was
recorded makes it fail, but where the report says so.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import keras

from rekeras.pipeline import convert
from rekeras.records import CheckResult, Outcome
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from scripts.matrix_runs import Ran, Runs
from tests import training_zoo, zoo
from tests.training_zoo import Trained

BACKENDS = ("jax", "torch", "tensorflow")
PAGE = zoo.ROOT / "docs" / "reference" / "training.md"
HEAD = """# How training goes on

Genuine models were trained three steps in their own framework, saved, and trained ten steps more. Converted, each goes
on from its file in Keras {version} on JAX, PyTorch and TensorFlow. The numbers are the worst difference of any loss or
weight in these ten steps on any of them, divided by the largest number of the same tensor; 1e-4 is allowed. Where
training cannot go on in the same way, the code of the finding that tells so stands instead. `make training` writes this
page.
"""


@dataclass(frozen=True)
class Result:
    """How one file went on."""

    trained: Trained
    ran: Mapping[str, Ran]
    told: tuple[str, ...]

    @property
    def is_the_same(self) -> bool:
        """Whether it went on as it was recorded, everywhere."""
        return all(ran.agrees for ran in self.ran.values())

    @property
    def shown(self) -> str:
        """The cell of the table."""
        if self.is_the_same:
            return f"{max(ran.worst for ran in self.ran.values()):.0e}"
        failed = [f"{backend}: {ran.detail}" for backend, ran in self.ran.items() if not ran.agrees]
        return ", ".join(f"`{code}`" for code in self.told) or "; ".join(failed)


def main(eras: Sequence[str]) -> int:
    """Run, and write the page where all eras ran; 1 where something is not the same."""
    runs = {backend: Runs(f"training-{keras.__version__}/{backend}") for backend in BACKENDS}
    results = []
    with ExitStack() as stack:
        processes = {backend: stack.enter_context(KerasProcess(backend)) for backend in BACKENDS}
        for trained in (*training_zoo.members(), *training_zoo.members("compiling")):
            if not eras or trained.id.partition("/")[0] in eras:
                results.append(_result(trained, processes, runs))
                print(f"{trained.id:<60} {results[-1].shown}", flush=True)
    if not eras:
        PAGE.write_text(_page(results), encoding="utf-8")
    wrong = [result for result in results if not (result.is_the_same or result.told)]
    print(f"{len(results)} files, {len(wrong)} do not go on as they were recorded")
    return 1 if wrong else 0


def _result(trained: Trained, processes: Mapping[str, KerasProcess], runs: Mapping[str, Runs]) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new.keras"
        report = convert(trained.path, new, weights=trained.weights)
        told = sorted({finding.code for finding in report.findings} & training_zoo.TOLD)
        return Result(trained, dict(_run(trained, new, processes, runs)), tuple(told))


def _run(
    trained: Trained, new: Path, processes: Mapping[str, KerasProcess], runs: Mapping[str, Runs]
) -> Iterator[tuple[str, Ran]]:
    key = hashlib.sha256(new.read_bytes() + trained.recording.read_bytes()).hexdigest()
    for backend, process in processes.items():
        if (ran := runs[backend].get(key)) is None:
            checks = verify_in({backend: process}, trained.path, new, weights=trained.weights, resume=trained.recording)
            ran = _ran(next(check for check in checks if check.check == "resumes"))
            runs[backend].add(key, ran)
        yield backend, ran


def _ran(check: CheckResult) -> Ran:
    if check.outcome is not Outcome.PASSED:
        return Ran(check.outcome.value, check.detail)
    return Ran(check.outcome.value, worst=float(check.detail.removeprefix("worst difference ").split(" ")[0]))


def _page(results: Sequence[Result]) -> str:
    lines = [HEAD.format(version=keras.__version__)]
    for group in ("training", "compiling"):
        chosen = [result for result in results if result.trained.archive.startswith(group)]
        eras = sorted({result.trained.archive.partition("/")[2] for result in chosen})
        lines += [
            "",
            "## Optimizers" if group == "training" else "## Losses and metrics",
            "",
            f"| file | {' | '.join(eras)} |",
            f"|---|{'---|' * len(eras)}",
        ]
        for file in sorted({result.trained.file for result in chosen}):
            cells = {
                result.trained.archive.partition("/")[2]: result.shown
                for result in chosen
                if result.trained.file == file
            }
            lines.append(f"| `{file}` | {' | '.join(cells.get(era, '') for era in eras)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
