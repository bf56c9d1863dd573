"""What the runs of the matrix gave, kept under .cache as they end: an interrupted matrix goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rekeras.records import Outcome

FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "matrix-runs"


@dataclass(frozen=True)
class Ran:
    """How one file did in one version of Keras on one backend.

    Attributes:
        outcome: Value of an Outcome: ``skipped`` where the backend has nothing for such a model (tensors of text).
        detail: Why it did not pass.
        worst: Largest scaled difference from the recording, where it passed.
    """

    outcome: str
    detail: str = ""
    worst: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether it loads and computes the same."""
        return self.outcome == Outcome.PASSED.value


class Runs:
    """The results of one cell of the matrix, by the key of what was run; a line each in a file.

    Args:
        cell: Version and backend, ``3.8.0/torch``.
        folder: Where the files are.
    """

    def __init__(self, cell: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{cell.replace('/', '-')}.jsonl"
        self._found = dict(self._read())

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def get(self, key: str) -> Ran | None:
        """The result, or None where it has not run."""
        return self._found.get(key)

    def add(self, key: str, ran: Ran) -> None:
        """Keep a result, on the disk at once."""
        self._found[key] = ran
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, **asdict(ran)}) + "\n")

    def _read(self) -> Iterator[tuple[str, Ran]]:
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8").splitlines():
            if line.endswith("}"):  # the last line may be half of one
                values = json.loads(line)
                yield values.pop("key"), Ran(**values)
