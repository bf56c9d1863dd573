"""Names of variables as Keras 1 wrote them (``lstm_1_W_i``), taken apart as in Keras 2 (``lstm_1/W_i``).

https://github.com/keras-team/keras/blob/1.2.2/keras/layers/recurrent.py
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rekeras.pairing.groups import Group, Named

_VARIABLES = (
    *("W", "U", "b", "W_carry", "b_carry", "depthwise_kernel", "pointwise_kernel"),
    *(f"{kind}_{gate}" for kind in "WUb" for gate in "icfozrh"),
    *("gamma", "beta", "running_mean", "running_std"),
    *("alphas", "betas", "t_left", "a_left", "t_right", "a_right"),
)
# The longest that fits; TensorFlow counts a name that its graph has already (`dense_1_W_1:0`).
_NAME = re.compile(rf"(?P<layer>.+?)_(?P<variable>{'|'.join(_VARIABLES)})(?P<counter>_\d+)?(?P<output>:0)?")


_OWN = {"depthwise_kernel": "W_depthwise", "pointwise_kernel": "W_pointwise"}
"""Variables whose layout changed while their name did not; here they have one that tells."""


def named_by_keras_1(groups: Sequence[Group]) -> bool:
    """Whether the names are those of Keras 1: all known, and without slashes but those of the layer's own name."""
    names = [(group.name, entry.name) for group in groups for entry in group.entries]
    return bool(names) and all(
        _NAME.fullmatch(name) and ("/" not in name or name.startswith(f"{layer}_")) for layer, name in names
    )


def taken_apart(group: Group) -> Group:
    """The group with slashes between layers and variables."""
    return Group(group.name, tuple(Named(_with_slash(entry.name), entry.tensor) for entry in group.entries))


def _with_slash(name: str) -> str:
    found = _NAME.fullmatch(name)
    if found is None:
        return name
    variable = _OWN.get(found["variable"], found["variable"])
    return f"{found['layer']}/{variable}{found['counter'] or ''}{found['output'] or ''}"


def written_by_tensorflow(groups: Sequence[Group]) -> bool:
    """Whether a TensorFlow session named the variables, which ends their names in ``:0``; Theano does not."""
    return all(entry.name.endswith(":0") for group in groups for entry in group.entries)
