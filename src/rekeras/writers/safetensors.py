"""All tensors in one safetensors file, by the names of their layers, with the architecture in its metadata.

``__metadata__`` holds ``config`` (JSON, as ``model.to_json`` of Keras 3 gives it), ``keras_version`` (the oldest Keras
that reads it), and ``places`` (JSON): where in a ``.weights.h5`` file of Keras 3 each tensor stands, by its name here.

Source: https://github.com/huggingface/safetensors/blob/v0.4.5/README.md (the format).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from rekeras.archive import Tensor, walk
from rekeras.containers.hdf5_stream import tensor_bytes
from rekeras.containers.output_file import whole_file
from rekeras.errors import ModelRefusedError
from rekeras.records import Finding, Severity
from rekeras.writers._ready import Ready, ready, without_origin
from rekeras.writers._writer import Order, Writer, Written

DTYPES = {
    **{f"float{bits}": f"F{bits}" for bits in (16, 32, 64)},
    **{f"int{bits}": f"I{bits}" for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": f"U{bits}" for bits in (8, 16, 32, 64)},
    "bfloat16": "BF16",
    "bool": "BOOL",
}
BYTES = {"BF16": 2, "BOOL": 1}
ALIGNMENT = 8


def write(order: Order) -> Written:
    """Write a model.

    Raises:
        ModelRefusedError: Keras 3 has no place for something in it, or the format no numbers of that kind.
        OutputError: It cannot be written there.
    """
    model = ready(order)
    tensors = _named(model)
    _require_numbers(tensors, order)
    header = _header(tensors, _metadata(model, tensors))
    with whole_file(order.path, overwrite=order.overwrite) as file:
        file.write(header)
        for tensor in tensors.values():
            for piece in tensor_bytes(tensor, order.limits.chunk_bytes):
                file.write(piece)
    target = f"safetensors with an architecture of Keras {model.oldest_keras} or newer"
    created = without_origin(tensors)
    return Written(order.path, tensors, created, model.oldest_keras, model.findings, target=target)


def _named(model: Ready) -> dict[str, Tensor]:
    return {
        "/".join((*address, name)): tensor
        for address, layer in walk(model.model)
        for name, tensor in layer.weights.items()
    }


def _metadata(model: Ready, tensors: Mapping[str, Tensor]) -> dict[str, str]:
    names = {id(tensor): name for name, tensor in tensors.items()}
    places: dict[str, list[str]] = {}
    for place, tensor in model.places.items():
        places.setdefault(names[id(tensor)], []).append(place)
    return {
        "format": "keras",
        "keras_version": model.oldest_keras,
        "config": json.dumps(model.config),
        "places": json.dumps(places),
    }


def _header(tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bytes:
    """The length of the JSON, and the JSON, filled up with spaces."""
    entries: dict[str, object] = {"__metadata__": metadata}
    position = 0
    for name, tensor in tensors.items():
        kind = DTYPES[tensor.dtype]
        end = position + tensor.size * (BYTES.get(kind) or int(kind[1:]) // 8)
        entries[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [position, end]}
        position = end
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    return len(text).to_bytes(8, "little") + text


def _require_numbers(tensors: Mapping[str, Tensor], order: Order) -> None:
    others = {name: tensor.dtype for name, tensor in tensors.items() if tensor.dtype not in DTYPES}
    if others:
        advice = "Write a .keras file."
        raise ModelRefusedError(
            order.archive.source.path,
            [
                Finding("dtype_without_name", Severity.REFUSAL, name, f"safetensors has no {dtype}", advice=advice)
                for name, dtype in others.items()
            ],
        )


writer = Writer(__name__, "safetensors, with the architecture", ".safetensors", write)
