"""Converts every file of the corpus, loads the results in Keras, compares them with recordings, prints what happened.

Run from the project's folder: python -m scripts.run_corpus [FORMAT ...]. Reads CORPUS_CSV, CORPUS_FOLDER,
CORPUS_OUTPUTS and CORPUS_BACKEND from the environment; corpus/README.md says what they are.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rich.console import Console
from rich.table import Table

from rekeras.checks._closeness import distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError, RekerasError
from rekeras.pipeline import convert
from rekeras.records import Outcome
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in

LISTED = Path(os.environ.get("CORPUS_CSV", "corpus/models.csv"))
FOLDER = Path(os.environ.get("CORPUS_FOLDER", ".corpus"))
OUTPUTS = Path(os.environ.get("CORPUS_OUTPUTS", ".corpus/outputs"))
BACKEND = os.environ.get("CORPUS_BACKEND", "torch")
FORMATS = (
    *("keras-h5-whole", "keras-h5-weights", "keras-json-arch", "keras-yaml-arch", "keras-v3-zip", "keras3-weights-h5"),
    *("savedmodel", "tf-checkpoint-object", "tf-checkpoint-namebased", "tfjs-layers", "tfjs-graph"),
)
AMPLIFIES = {"8ac5f0152730b3f5": 1e-4}
"""Models that amplify rounding, by the beginning of the sha256: what their outputs may differ by, scaled.

axondeepseg, 49 layers: in float64, Keras 2.3.1 and the converted model give the same to 6e-17, while the recording of
Keras 2.3.1 in float32 is off from that by 3e-5, and so are the backends of Keras 3, each in its own way.
"""
WRONG = ("does not agree", "does not load", "crash")


@dataclass(frozen=True)
class Result:
    """What became of one file."""

    package: str
    file: str
    format: str
    outcome: str
    codes: tuple[str, ...] = ()
    detail: str = ""


def main() -> int:
    """Run all; 1 where a file crashed, does not load or does not agree."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["format"] in (sys.argv[1:] or FORMATS)]
    results: list[Result] = []
    with KerasProcess(BACKEND) as process:
        for row in rows:
            with tempfile.TemporaryDirectory() as folder:
                result = run(row, laid_out(row, rows, Path(folder)), process)
            results.append(result)
            print(f"{result.outcome:16} {result.package}: {result.file} {result.detail}"[:300], flush=True)
    show(results)
    return 1 if any(result.outcome in WRONG for result in results) else 0


def laid_out(row: dict[str, str], rows: list[dict[str, str]], folder: Path) -> Path | None:
    """A file among those that stand beside it in its package, so that halves and shards of a model find each other."""
    for other in rows:
        if _place(other) == _place(row):
            for fetched in _fetched(other):
                beside = folder / fetched.name
                if not beside.exists():
                    beside.symlink_to(fetched.resolve())
    names = [fetched.name for fetched in _fetched(row)]
    name = PurePosixPath(row["member_path"]).name
    if name not in names and len(names) == 1:
        name = names[0]
    return folder / name if name in names else None


def _place(row: dict[str, str]) -> tuple[str, ...]:
    return row["package"], row["version"], row["archive_file"], row["member_path"].rpartition("/")[0]


def _fetched(row: dict[str, str]) -> tuple[Path, ...]:
    """A file and what was fetched with it: its shards, the folders of a SavedModel."""
    return tuple(path for path in sorted(Path(FOLDER, row["sha256"][:16]).glob("*")) if path.name != ".done")


def run(row: dict[str, str], old: Path | None, process: KerasProcess) -> Result:
    """Convert one file, and look at what came out."""
    about = (row["package"], row["member_path"], row["format"])
    if old is None:
        return Result(*about, "not fetched")
    new = old.with_name("rekeras-new.keras")
    try:
        convert(old, new, overwrite=True)
        recording = OUTPUTS / f"{row['sha256'][:16]}.npz"
        inputs = recording if recording.exists() else None
        checks = verify_in({BACKEND: process}, old, new, inputs=inputs)
    except ModelRefusedError as refused:
        codes = sorted({finding.code for finding in refused.findings})
        return Result(*about, "refused", tuple(codes), "; ".join(one.sentence() for one in refused.findings))
    except RekerasError as error:
        return Result(*about, "unreadable", (type(error).__name__,), str(error))
    except Exception:  # any other exception is a mistake of rekeras, shown and counted here
        return Result(*about, "crash", (), traceback.format_exc().strip().splitlines()[-1])
    failed = [check for check in checks if check.outcome is Outcome.FAILED]
    if [check.check for check in failed] == ["outputs_close"] and row["sha256"][:16] in AMPLIFIES:
        return Result(*about, *_rounding(process, new, recording, AMPLIFIES[row["sha256"][:16]]))
    if failed:
        loads = all(check.check != "loads" for check in failed)
        return Result(*about, "does not agree" if loads else "does not load", (), failed[0].detail)
    return Result(*about, "agrees" if inputs else "loads", (), checks[-1].detail if inputs else "")


def _rounding(process: KerasProcess, new: Path, path: Path, allowed: float) -> tuple[str, tuple[str, ...], str]:
    """Outcome, codes and detail for a model that amplifies rounding."""
    recording = read_recording(path)
    worst = distance(process.run(new, recording.inputs).outputs, recording.outputs).worst
    outcome = "agrees" if worst <= allowed else "does not agree"
    return outcome, (), f"worst difference {worst:.1e}, allowed {allowed:.0e}: it amplifies rounding"


def show(results: list[Result]) -> None:
    """The two tables: outcomes by format, and reasons."""
    console = Console(width=160)
    outcomes = sorted({result.outcome for result in results})
    table = Table("format", *outcomes, title="Outcomes", title_justify="left")
    for name in FORMATS:
        counted = Counter(result.outcome for result in results if result.format == name)
        table.add_row(name, *(str(counted[outcome] or "") for outcome in outcomes))
    console.print(table)
    reasons = Table("outcome", "reason", "files", "for example", title="Reasons", title_justify="left")
    for (outcome, reason), found in sorted(by_reason(results).items(), key=lambda item: -len(item[1])):
        reasons.add_row(outcome, reason, str(len(found)), f"{found[0].package}: {found[0].detail}"[:200])
    console.print(reasons)


def by_reason(results: list[Result]) -> dict[tuple[str, str], list[Result]]:
    """Results that need a reason, under each of their reasons."""
    found: dict[tuple[str, str], list[Result]] = {}
    for result, reason in reasons_of(results):
        found.setdefault((result.outcome, reason), []).append(result)
    return found


def reasons_of(results: list[Result]) -> Iterator[tuple[Result, str]]:
    """Each result with each of its reasons."""
    for result in results:
        if result.outcome in WRONG:
            yield result, ""
        for code in result.codes:
            yield result, code


if __name__ == "__main__":
    sys.exit(main())
