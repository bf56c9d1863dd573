"""A whole model in HDF5 as Keras 2 wrote it, for programs that must stay with Keras 2.

Read by Keras 2.2.4 and newer on TensorFlow and Theano, ``tf.keras`` up to 2.15 and ``tf_keras``, unless something in
the model needs a newer one; the report names it. What Keras 2 does not have is refused by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from rekeras.archive import Tensor, show_address, walk
from rekeras.containers.hdf5_stream import StoredGroup, hdf5_stream
from rekeras.containers.output_file import whole_file
from rekeras.describe import describe
from rekeras.downgrade import Downgraded, downgrade
from rekeras.errors import ModelRefusedError
from rekeras.keras2.catalog import old_catalog
from rekeras.keras2.config import config_of
from rekeras.keras2.weights import Saved, saved
from rekeras.records import Finding, Severity
from rekeras.writers._ready import ready, without_origin
from rekeras.writers._writer import Order, Writer, Written

KERAS_VERSION = b"2.2.4"
WEIGHTS = "model_weights"
ATTRIBUTE_BYTES = 64000
"""More does not fit into one attribute of HDF5; Keras 2 goes on in another with a number behind its name."""

NOT_TURNED = ("SeparableConv1D", "SeparableConv2D")
OTHERWISE = ("Conv3D", "ConvLSTM2D", "DepthwiseConv2D")
"""Layers for which genuine Keras 2.2.4 on Theano gave other numbers than on TensorFlow, for at least one file."""
ADVICE = "Write a .keras file."


def write(order: Order) -> Written:
    """Write a model.

    Raises:
        ModelRefusedError: Keras 2 does not have something in it; nothing is written then.
        OutputError: It cannot be written there.
    """
    ready(order)  # refuses what would be lost
    old = downgrade(order.archive.model)
    if old.refusals:
        raise ModelRefusedError(order.archive.source.path, old.refusals)
    groups = tuple(saved(old.model, describe(old.model)[0]))
    _require_numbers(groups, order)
    stream = hdf5_stream((_root(old), *_stored(groups)))
    with whole_file(order.path, overwrite=order.overwrite) as file:
        for piece in stream.pieces(order.limits.chunk_bytes):
            file.write(piece)
    places = {f"{WEIGHTS}/{group.name}/{name}": tensor for group in groups for name, tensor in group.variables.items()}
    oldest = old_catalog().versions[old.since]
    target = f"HDF5 of Keras 2, for {oldest} and newer, up to TensorFlow 2.15 and tf_keras"
    return Written(order.path, places, without_origin(places), oldest, tuple(_findings(old)), target=target)


def _require_numbers(groups: tuple[Saved, ...], order: Order) -> None:
    """HDF5 files of Keras 2 hold the numbers of numpy only."""
    others = [
        Finding("not_in_keras_2", Severity.REFUSAL, name, f"files of Keras 2 hold no {tensor.dtype}", advice=ADVICE)
        for group in groups
        for name, tensor in group.variables.items()
        if tensor.dtype == "bfloat16"
    ]
    if others:
        raise ModelRefusedError(order.archive.source.path, others)


def _root(old: Downgraded) -> StoredGroup:
    config = json.dumps(config_of(old.model)).encode()
    return StoredGroup("/", {"model_config": config, "keras_version": KERAS_VERSION, "backend": b"tensorflow"})


def _stored(groups: tuple[Saved, ...]) -> Iterator[StoredGroup]:
    head = {"keras_version": KERAS_VERSION, "backend": b"tensorflow"}
    yield StoredGroup(WEIGHTS, {**head, **_names("layer_names", [group.name for group in groups])})
    for group in groups:
        path = f"{WEIGHTS}/{group.name}"
        yield StoredGroup(path, _names("weight_names", list(group.variables)))
        inner: dict[str, dict[str, Tensor]] = {}
        for name, tensor in group.variables.items():
            folder, _slash, last = name.rpartition("/")
            inner.setdefault(folder, {})[last] = tensor
        for folder, tensors in inner.items():
            yield StoredGroup(f"{path}/{folder}", {}, tensors)


def _names(attribute: str, names: list[str]) -> dict[str, Any]:
    """A list of names as one attribute, or as several where it is too long for one."""
    array = np.array([name.encode() for name in names], dtype="S") if names else np.zeros(0)
    if array.nbytes <= ATTRIBUTE_BYTES:
        return {attribute: array}
    pieces = np.array_split(array, -(-array.nbytes // ATTRIBUTE_BYTES))
    return {f"{attribute}{index}": piece for index, piece in enumerate(pieces)}


def _findings(old: Downgraded) -> Iterator[Finding]:
    version = old_catalog().versions[old.since]
    for where, what in old.because:
        yield Finding("newer_keras", Severity.NOTE, where, f"{what} needs {version}")
    for address, layer in walk(old.model):
        if layer.class_name in NOT_TURNED:
            found = f"on Theano, Keras 2 does not turn the kernel of {layer.class_name} and computes something else"
            yield Finding("theano_kernel", Severity.NOTE, show_address(address), found)
        if layer.class_name in OTHERWISE:
            found = f"on Theano, Keras 2.2.4 gave other numbers than on TensorFlow for a file with {layer.class_name}"
            advice = "Compare before you use it there."
            yield Finding("theano_differs", Severity.NOTE, show_address(address), found, advice=advice)


writer = Writer(__name__, "whole model of Keras 2 (HDF5)", ".keras2.h5", write)
