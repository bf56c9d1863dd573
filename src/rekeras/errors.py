"""The errors that a person with a file meets: one base, each kind one sentence built from data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rekeras.records import Finding

NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What Python raises over a config that lacks a key, or has a list where a number belongs: none that Keras wrote."""


class RekerasError(Exception):
    """Base of every error raised on purpose; the command line shows its text without a traceback."""


class UnreadableFileError(RekerasError):
    """The file cannot be read as what it claims to be: missing, damaged, truncated, or hostile.

    Args:
        where: The file, with the place inside it where known (``model.h5: /model_weights/dense``).
        found: What stands there.
        expected: What should stand there.
        advice: What the person can do.
    """

    def __init__(self, where: str | Path, found: str, *, expected: str = "", advice: str = "") -> None:
        self.where, self.found, self.expected, self.advice = str(where), found, expected, advice
        sentence = f"{where}: {found}"
        if expected:
            sentence += f" (expected: {expected})"
        if advice:
            sentence += f". {advice}"
        super().__init__(sentence)


class UnknownFormatError(UnreadableFileError):
    """No reader knows this file; ``found`` says what it is instead."""


class LimitError(RekerasError):
    """Something in the file is larger than allowed; checked before anything is allocated."""

    def __init__(self, where: str | Path, what: str, limit: int, actual: int) -> None:
        self.where, self.what, self.limit, self.actual = str(where), what, limit, actual
        super().__init__(
            f"{where}: {what} is {actual:,}, the limit is {limit:,}. "
            "If you trust the file, raise the limit in Python: rekeras.convert(..., limits=rekeras.Limits(...))."
        )


class ModelRefusedError(RekerasError):
    """The file was understood but cannot become a Keras 3 model; holds every reason, not the first."""

    def __init__(self, where: str | Path, findings: Sequence[Finding]) -> None:
        self.where, self.findings = str(where), tuple(findings)
        reasons = "\n".join(f"  - {finding.sentence()}" for finding in self.findings)
        count = len(self.findings)
        super().__init__(
            f"{where}: cannot be converted, {count} reason{'s' if count != 1 else ''}:\n{reasons}\nNothing was written."
        )


class OutputError(RekerasError):
    """The result cannot be written where it was asked for; nothing half-written is left behind."""

    def __init__(self, where: str | Path, found: str, advice: str) -> None:
        self.where, self.found, self.advice = str(where), found, advice
        super().__init__(f"{where}: {found}. Nothing was written. {advice}")


class MissingKerasError(RekerasError):
    """Running a model was asked for where Keras 3 is not installed; converting never needs it."""

    def __init__(self, task: str) -> None:
        super().__init__(
            f"{task} needs Keras 3 and one of its backends, which are not installed here. "
            'Install them with: pip install "rekeras[keras]" jax   (or torch, or tensorflow)'
        )


class MissingExtraError(RekerasError):
    """A library is not installed that only this task needs."""

    def __init__(self, task: str, library: str, extra: str) -> None:
        super().__init__(
            f'{task} needs {library}, which is not installed here. Install it with: pip install "rekeras[{extra}]"'
        )
