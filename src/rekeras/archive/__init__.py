"""The in-between form: what a saved model is, as data, whatever file it came from.

A reader makes an ``Archive``, rules turn it into another one, a writer writes it. Nothing here knows a file format
and nothing is changed in place.
"""

from __future__ import annotations

from rekeras.archive.code import Code
from rekeras.archive.graph import Call, Graph, TensorRef, map_refs, refs_in
from rekeras.archive.layer import Address, Layer, show_address, walk
from rekeras.archive.model import Archive, Leftover, Outline, Signature, Source
from rekeras.archive.tensors import ArrayTensor, MappedTensor, Tensor
from rekeras.archive.training import Compiled, StateTensor

__all__ = [
    "Address",
    "Archive",
    "ArrayTensor",
    "Call",
    "Code",
    "Compiled",
    "Graph",
    "Layer",
    "Leftover",
    "MappedTensor",
    "Outline",
    "Signature",
    "Source",
    "StateTensor",
    "Tensor",
    "TensorRef",
    "map_refs",
    "refs_in",
    "show_address",
    "walk",
]
