"""The drop-in for ``model.load_weights``: weights of any era into a live Keras 3 model."""

from __future__ import annotations

import importlib.util
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rekeras.errors import MissingKerasError, UnreadableFileError
from rekeras.fitting.report import WeightsDoNotFitError, WeightsReport
from rekeras.weights import put_weights

if TYPE_CHECKING:
    import keras


def load_weights(
    model: keras.Model,
    path: Path | str,
    *,
    by_name: bool = False,
    partial: bool = False,
    source_backend: str = "",
) -> WeightsReport:
    """Put the weights of a file of any era into a live Keras 3 model, in place of ``model.load_weights(path)``.

    Args:
        model: A Sequential or Functional model of Keras 3; changed in place, all at once or not at all.
        path: Any file with weights, as ``put_weights`` takes it.
        by_name: Whether layers are told by their names alone.
        partial: Whether to put what fits where not everything does; other layers keep their values.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, where the file does not say with which it was written.

    Returns:
        What was put where; ``target`` is None, since no file was written.

    Raises:
        WeightsDoNotFitError: They do not fit; its ``report`` lays both sides next to each other. Nothing is changed.
        UnreadableFileError: The file cannot be read, or the model has no variables yet, or is no model of layers.
        MissingKerasError: Keras 3 is not installed.
    """
    if importlib.util.find_spec("keras") is None:
        raise MissingKerasError("load_weights")
    import keras

    name = f"model {model.name!r}"
    if not isinstance(model, keras.Model) or not model.built:
        raise UnreadableFileError(name, "has no variables yet", advice="Call it once, or model.build(input_shape).")
    with tempfile.TemporaryDirectory(prefix="rekeras-") as folder:
        saved, filled = Path(folder) / "model.keras", Path(folder) / "filled.weights.h5"
        keras.saving.save_model(model, saved)
        try:
            report = put_weights(path, saved, filled, by_name=by_name, partial=partial, source_backend=source_backend)
        except WeightsDoNotFitError as refused:
            raise WeightsDoNotFitError(replace(refused.report, architecture=name)) from None
        model.load_weights(filled)
    return replace(report, architecture=name, target=None)
