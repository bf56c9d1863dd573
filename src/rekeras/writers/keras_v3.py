"""Keras 3's own file: a zip of ``metadata.json``, ``config.json`` and ``model.weights.h5``.

Vocabularies stand in the config, where Keras reads them from if they are there, so there are no ``assets/``.

The members are stored, not compressed, as Keras stores them, so the numbers go from the source into the file as bytes.
The same model gives the same bytes: dates are those of an empty zip entry.

Source: ``keras/src/saving/saving_lib.py``.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rekeras.containers.hdf5_stream import Bytes, StoredGroup, hdf5_stream
from rekeras.containers.output_file import whole_file
from rekeras.limits import Limits
from rekeras.writers._ready import ready, without_origin
from rekeras.writers._training import trained
from rekeras.writers._writer import Order, Writer, Written

NO_DATE = "1980-01-01@00:00:00"


@dataclass(frozen=True)
class KerasFile:
    """What goes into the file.

    Attributes:
        keras_version: The oldest Keras that reads it.
        config: Config JSON of the model.
        groups: Groups of the weights file.
    """

    keras_version: str
    config: dict[str, Any]
    groups: tuple[StoredGroup, ...]


def write(order: Order) -> Written:
    """Write a model.

    Raises:
        ModelRefusedError: Keras 3 has no place for something in it, or is too old; nothing is written then.
        OutputError: It cannot be written there.
    """
    model = ready(order)
    training = trained(model, order.keras)
    contents = KerasFile(training.oldest_keras, model.config | training.config, (*model.stored, *training.stored))
    write_keras_v3(contents, order.path, overwrite=order.overwrite, limits=order.limits)
    places = {**model.places, **training.places}
    return Written(
        order.path, places, without_origin(places), training.oldest_keras, (*model.findings, *training.findings)
    )


def write_keras_v3(contents: KerasFile, path: Path, *, overwrite: bool, limits: Limits) -> None:
    """Write the file, or leave everything as it was.

    Raises:
        OutputError: It cannot be written there.
    """
    weights = hdf5_stream(contents.groups)
    with whole_file(path, overwrite=overwrite) as file, zipfile.ZipFile(file, "w") as archive:
        metadata = {"keras_version": contents.keras_version, "date_saved": NO_DATE}
        _add(archive, "metadata.json", [json.dumps(metadata).encode()])
        _add(archive, "config.json", [json.dumps(contents.config).encode()])
        _add(archive, "model.weights.h5", weights.pieces(limits.chunk_bytes), weights.length)


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[Bytes], size: int = 0) -> None:
    member = zipfile.ZipInfo(name)
    member.file_size = size  # zipfile decides by this whether the sizes need 64 bits
    with archive.open(member, "w") as stream:
        for piece in pieces:
            stream.write(piece)


writer = Writer(__name__, "Keras model (.keras)", ".keras", write)
