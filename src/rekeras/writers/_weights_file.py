"""A ``.weights.h5`` file with a text beside it: the architecture, or the code that makes it."""

from __future__ import annotations

from pathlib import Path

from rekeras.containers.hdf5_stream import hdf5_stream
from rekeras.containers.output_file import whole_file
from rekeras.writers._ready import Ready, without_origin
from rekeras.writers._writer import Order, Written

WEIGHTS = ".weights.h5"


def write_both(order: Order, model: Ready, weights: Path, text_file: Path, text: str) -> Written:
    """Write both files, or leave everything as it was; the first is the one that was asked for.

    Raises:
        OutputError: One of them cannot be written there.
    """
    stream = hdf5_stream(model.stored)
    with whole_file(text_file, overwrite=order.overwrite) as text_out:
        text_out.write(text.encode())
        with whole_file(weights, overwrite=order.overwrite) as weights_out:
            for piece in stream.pieces(order.limits.chunk_bytes):
                weights_out.write(piece)
    places = model.places
    (beside,) = {weights, text_file} - {order.path}
    return Written(order.path, places, without_origin(places), model.oldest_keras, model.findings, (beside,))
