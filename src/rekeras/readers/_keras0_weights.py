"""Weights of Keras 0.3: the variables of all layers one after the other, without names.

A Sequential has ``layer_0/param_0`` and so on, a Graph ``graph/param_0``.
https://github.com/keras-team/keras/blob/0.3.3/keras/models.py (``save_weights``)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rekeras.archive import Layer, Leftover, Tensor
from rekeras.layers._description import Description
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.model import Paired, pair_model
from rekeras.records import Finding, Severity

_PARAMETER = re.compile(r"(?:layer_(\d+)|graph)/param_(\d+)")


def _gates(gates: str) -> tuple[str, ...]:
    return tuple(f"{kind}_{gate}" for gate in gates for kind in "WUb")


VARIABLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("Dense", "TimeDistributedDense", "MaxoutDense"), ("W", "b")),
    **dict.fromkeys(("Convolution1D", "Convolution2D", "Convolution3D"), ("W", "b")),
    "BatchNormalization": ("gamma", "beta", "running_mean", "running_std"),
    "Embedding": ("W",),
    "GRU": _gates("zrh"),
    "Highway": ("W", "b", "W_carry", "b_carry"),
    "LSTM": _gates("icfo"),
    "PReLU": ("alphas",),
    "ParametricSoftplus": ("alphas", "betas"),
    "SReLU": ("t_left", "a_left", "t_right", "a_right"),
    "SimpleRNN": ("W", "U", "b"),
}
"""The variables of each class in the order in which Keras 0.3 lists them."""


@dataclass(frozen=True)
class Keras0Weights:
    """The tensors of a weights file, by their paths."""

    tensors: Mapping[str, Tensor]
    keras_version = "0.3"
    backend = ""

    def pair(self, model: Layer, description: Description) -> Paired:
        """Give each layer as many as its class has."""
        found = [(path, _PARAMETER.fullmatch(path)) for path in self.tensors]
        ordered = sorted((int(one[1] or 0), int(one[2]), path) for path, one in found if one)
        names = {layer.name: tuple(_names(layer)) for layer in model.layers}
        wanted = sum(map(len, names.values()))
        if len(ordered) != wanted or len(found) != wanted:
            return Paired(model, findings=(_disagreement(len(found), wanted),))
        tensors = iter(self.tensors[path] for _layer, _number, path in ordered)
        groups = [Group(layer, tuple(Named(name, next(tensors)) for name in own)) for layer, own in names.items()]
        return pair_model(model, description, groups)

    def leftovers(self) -> tuple[Leftover, ...]:
        """None: either all tensors are paired, or the model is refused."""
        return ()


def _names(layer: Layer) -> Iterator[str]:
    """Names of a layer's variables, inner layers included."""
    yield from (f"{layer.name}/{variable}" for variable in VARIABLES.get(layer.class_name, ()))
    for _place, inner in layer.children():
        yield from _names(inner)


def _disagreement(found: int, wanted: int) -> Finding:
    return Finding(
        "weights_disagree",
        Severity.REFUSAL,
        "",
        f"the weights file has {found} tensors, and the layers of Keras 0.3 in the architecture have {wanted}",
        expected="the two files of one model",
        advice="Name the weights that were saved with this architecture.",
    )
