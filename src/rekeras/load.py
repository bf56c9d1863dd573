"""The drop-in for ``keras.saving.load_model``: an old file in, a live Keras 3 model out."""

from __future__ import annotations

import importlib.util
import json
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rekeras.errors import MissingKerasError
from rekeras.keras3.newer import newest_known
from rekeras.pipeline import convert
from rekeras.records import Severity

if TYPE_CHECKING:
    import keras

TRAINING = ("optimizer", "loss", "metric", "compile", "training", "learning_rate")
"""How the codes of findings begin that speak of training alone."""


def load_model(
    path: Path | str,
    custom_objects: Mapping[str, Any] | None = None,
    compile: bool = False,  # noqa: A002 - as in Keras
) -> keras.Model:
    """Load a saved model of any supported era, on the Keras backend of this Python.

    Args:
        path: An old file, or a ``.keras`` file of Keras 3, which goes to Keras as it is.
        custom_objects: As in Keras: the classes and functions behind names that are not Keras's own. Their layers are
            built in this Python, to see which of the file's tensors is which of their variables.
        compile: As in Keras: whether the model can go on training, with the optimizer where the file left it. What of
            that is not as it was is said by a UserWarning.

    Raises:
        MissingKerasError: Keras 3 is not installed.
        UnreadableFileError: The file cannot be read.
        ModelRefusedError: The model cannot become a Keras 3 model; holds every reason.
    """
    if importlib.util.find_spec("keras") is None:
        raise MissingKerasError("load_model")
    import keras

    path = Path(path)
    if is_keras_3(path):
        return keras.saving.load_model(path, custom_objects=custom_objects, compile=compile)
    with tempfile.TemporaryDirectory(prefix="rekeras-") as folder:
        converted = Path(folder) / "model.keras"
        own = dict(keras.saving.get_custom_objects()) | dict(custom_objects or {})
        report = convert(path, converted, custom=own, keras=newest_known(keras.__version__))
        named = {keras.saving.get_registered_name(value): value for value in own.values()}
        model = keras.saving.load_model(converted, custom_objects=named | own, compile=compile)
    for finding in report.findings if compile else ():
        if finding.code.startswith(TRAINING) and finding.severity is Severity.ATTENTION:
            warnings.warn(finding.sentence(), UserWarning, stacklevel=2)
    return model


def is_keras_3(path: Path) -> bool:
    """Whether this is a ``.keras`` file that Keras 3 wrote, by what the file says of itself."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("metadata.json") as member:
            metadata = json.loads(member.read(1_000_000))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return False
    return isinstance(metadata, dict) and str(metadata.get("keras_version", "")).startswith("3.")
