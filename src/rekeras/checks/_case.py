"""What a check looks at: the old model, the new file, and what real Keras made of the new file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rekeras.archive import Archive, Layer, Tensor, show_address, walk
from rekeras.records import Change, CheckResult, Outcome
from rekeras.registry import NamedByModule

if TYPE_CHECKING:
    from rekeras.checks._resumption import Resumed, Resumption


@dataclass(frozen=True)
class Run:
    """What Keras made of a file, on one backend.

    Attributes:
        keras: Version of that Keras; empty where it could not be started.
        failed_at: ``start``, ``load``, ``call``, ``time`` or ``process``; empty where everything went well.
        error: Name of the exception's class.
        text: What it says.
        parameters: How many numbers the model holds.
        outputs: What it computed, in the order of the model's outputs (of the sorted names for a dict); empty where
            it was not called.
        output_names: The names of a dict of outputs, sorted.
    """

    keras: str
    failed_at: str = ""
    error: str = ""
    text: str = ""
    parameters: int = 0
    outputs: tuple[np.ndarray, ...] = ()
    output_names: tuple[str, ...] = ()

    def reason(self) -> str:
        """Why it failed, as one line of at most 300 characters."""
        lines = [line.strip() for line in self.text.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()]
        said = [line for line in lines if line and not line.startswith("Exception encountered when calling")]
        return f"{self.error}: {said[0] if said else self.text}"[:300]


@dataclass(frozen=True)
class Recording:
    """Inputs, and what the old framework computed from them.

    Attributes:
        inputs: ``x0``, ``x1`` … in the order of the model's inputs, with ``names`` for a dict.
        outputs: In the order of the model's outputs; of the sorted names for a dict; empty where nobody
            recorded them.
        output_names: The names of a dict of outputs, sorted.
    """

    inputs: Mapping[str, np.ndarray]
    outputs: tuple[np.ndarray, ...] = ()
    output_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One conversion to be checked.

    Attributes:
        old: The source, open.
        upgraded: The source as Keras 3 would have it.
        new: The file that was written.
        changes: What the rules did.
        recording: What the old framework computed, or inputs alone; None where there are no inputs.
        runs: What Keras made of the new file, by backend.
        missing: Backends that were asked for and are not installed.
        resumption: How training went on in the old framework; None where nobody recorded it.
        recorded_weights: What became of the weights recorded there, by steps and by places in the new file.
        resumed: How training goes on with the new file, by backend.
    """

    old: Archive
    upgraded: Archive
    new: Path
    changes: tuple[Change, ...] = ()
    recording: Recording | None = None
    runs: Mapping[str, Run] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    resumption: Resumption | None = None
    recorded_weights: Mapping[int, Mapping[str, Tensor]] = field(default_factory=dict)
    resumed: Mapping[str, Resumed] = field(default_factory=dict)

    def beyond(self, backend: str, run: Run) -> str:
        """Why this failure is a limit of the backend and not of the file; empty where it is not."""
        if run.failed_at and backend != "tensorflow" and (layer := _text_layer(self.upgraded.model)):
            return f"text goes through {layer}, and of Keras's backends only TensorFlow has tensors of text"
        return ""


@dataclass(frozen=True)
class Check(NamedByModule):
    """One thing that must hold of a result.

    Attributes:
        module: ``__name__`` of the check's module; its last part is the check's name.
        judge: Looks at a case and yields one result, or one a backend.
    """

    module: str
    judge: Callable[[Check, Case], Iterator[CheckResult]]

    def run(self, case: Case) -> tuple[CheckResult, ...]:
        """Judge a case."""
        return tuple(self.judge(self, case))

    def passed(self, detail: str, backend: str = "") -> CheckResult:
        """It holds; ``detail`` says what was measured."""
        return CheckResult(self.name, Outcome.PASSED, detail, backend)

    def failed(self, detail: str, backend: str = "") -> CheckResult:
        """It does not hold."""
        return CheckResult(self.name, Outcome.FAILED, detail, backend)

    def skipped(self, detail: str, backend: str = "") -> CheckResult:
        """It could not be judged, for this reason."""
        return CheckResult(self.name, Outcome.SKIPPED, detail, backend)


def _text_layer(model: Layer) -> str:
    for address, layer in walk(model):
        if layer.config.get("dtype") == "string" or layer.class_name in ("StringLookup", "TextVectorization"):
            return show_address(address)
    return ""
