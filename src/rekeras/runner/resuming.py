"""Goes on training with a converted model, for the check that compares it with a recording of the old framework."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from rekeras import layout
from rekeras.archive import Archive, Layer
from rekeras.checks._case import Case, Recording
from rekeras.checks._layout import in_layout
from rekeras.checks._recorded_weights import UnlikeModelError, converted_weights
from rekeras.checks._resumption import ADVICE, Resumed, Resumption, read_resumption
from rekeras.containers.hdf5 import open_hdf5
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.runner.process import KerasProcess
from rekeras.upgrade import upgrade


def resumed(case: Case, path: Path, processes: Mapping[str, KerasProcess], data_format: str = "") -> Case:
    """The case with a recording of how training went on, and with what the new file makes of it on each backend.

    Args:
        case: The conversion.
        path: The recording, a ``.npz`` file.
        processes: Real Keras by backend.
        data_format: ``channels_last`` as it was given to ``convert``.

    Raises:
        UnreadableFileError: It is no such recording, or one of another model.
    """
    recorded = read_resumption(path)

    def convert(archive: Archive) -> Layer:
        upgraded = upgrade(archive)
        return (layout.to_channels_last(upgraded)[0] if data_format else upgraded).archive.model

    try:
        weights = converted_weights(recorded, case.old, convert)
    except UnlikeModelError as error:
        raise UnreadableFileError(path, str(error), expected="the weights of the old model", advice=ADVICE) from error
    if data_format:
        recorded = replace(recorded, data=_in_layout(case.old, recorded))
    found = {backend: resume(process, case.new, recorded) for backend, process in processes.items()}
    return replace(case, resumption=recorded, recorded_weights=weights, resumed=found)


def _in_layout(old: Archive, recorded: Resumption) -> Mapping[str, np.ndarray]:
    """Inputs and targets with their axes in the order that the new model has."""
    inputs = {name: array for name, array in recorded.data.items() if name.startswith(("x", "names"))}
    targets = [name for name in recorded.data if name.startswith("t")]
    recording = Recording(inputs, tuple(recorded.data[name] for name in targets))
    moved = in_layout(recording, layout.to_channels_last(upgrade(old))[1])
    return {**recorded.data, **moved.inputs, **dict(zip(targets, moved.outputs, strict=True))}


def resume(process: KerasProcess, model: Path, recorded: Resumption) -> Resumed:
    """Load a ``.keras`` file as it is compiled, evaluate it, and train it on the recorded data.

    A failure, a crash or a child that takes too long is a ``Resumed`` that says so.
    """
    with tempfile.TemporaryDirectory(prefix="rekeras-") as name:
        folder = Path(name)
        np.savez(folder / "data.npz", allow_pickle=False, **recorded.data)
        steps = sorted({len(recorded.losses), *recorded.weights} - {0})
        answer = process.ask(
            {
                "model": str(model.resolve()),
                "data": str(folder / "data.npz"),
                "steps": steps,
                "weights": str(folder / "after-{}.weights.h5"),
            }
        )
        if "error" in answer:
            return Resumed(process.keras, answer["stage"], answer["error"], answer["text"])
        weights = {step: _weights(folder / f"after-{step}.weights.h5") for step in recorded.weights}
    return Resumed(process.keras, losses=tuple(answer["losses"]), metrics=answer["metrics"], weights=weights)


def _weights(path: Path) -> dict[str, np.ndarray]:
    with open_hdf5(path, DEFAULT_LIMITS) as file:
        return {name: tensor.read() for name, tensor in file.tensors.items()}
