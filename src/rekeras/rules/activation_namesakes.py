"""Activations that Keras got later than the Keras that wrote a file: there, the name is somebody's own function.

Symptom: Unknown activation function: 'mish' cannot be deserialized using Keras's own activations
Symptom: Unknown activation function:mish
Symptom: Unknown activation function:gelu

Before: Dense(units=3, activation="mish") in a file of TensorFlow 2.10, which had no mish
After: Keras 3's mish, with a finding: functions of one name are mostly one function, but no file says so

tf.nn has functions of some of these names too, which tf.keras wrote by their names: these are none of somebody's own.

Source: the activations of each version, as `zoo/exported` lists them. For each stands the newest version that was seen
to lack it; what lies between that and its arrival is taken for Keras's.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer, Source
from rekeras.keras3.objects import is_activation_key, is_function
from rekeras.records import Finding, Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.0", safety=Safety.LOSSLESS)

_KERAS_2 = (2, 99)
LACKING = {"gelu": (2, 3), "mish": (2, 10)} | dict.fromkeys(
    (
        *("celu", "glu", "hard_shrink", "hard_silu", "hard_swish", "hard_tanh", "soft_shrink", "sparse_plus"),
        *("sparse_sigmoid", "sparsemax", "squareplus", "tanh_shrink", "threshold"),
    ),
    _KERAS_2,
)
OF_TF_NN = frozenset({"leaky_relu", "silu", "swish"})
"""tf.keras wrote functions of tf.nn by these names; standalone Keras had none of them."""


def is_namesake(name: str, source: Source) -> bool:
    """Whether an activation of Keras 3 cannot be the one that the file means by this name."""
    version = source.version[:2]
    if not version or version >= (3, 0):
        return False
    if not source.is_tf_keras:
        return name in OF_TF_NN or name in LACKING
    return version <= LACKING.get(name, (0, 0))


@rule.in_context()
def tell(layer: Layer, context: Context) -> Upgraded | None:
    """Nothing is changed; a person has to say whether it is the same function."""
    own = layer.code.own_keys if layer.code else frozenset()
    names = {key: _name(value) for key, value in layer.config.items() if is_activation_key(key) and key not in own}
    findings = tuple(_finding(key, name, context) for key, name in names.items() if is_namesake(name, context.source))
    return Upgraded(findings=findings) if findings else None


def _name(value: Any) -> str:
    if is_function(value):
        value = "" if ">" in str(value.get("registered_name")) else value["config"]
    return value if isinstance(value, str) else ""


def _finding(key: str, name: str, context: Context) -> Finding:
    return context.attention(
        "activation_namesake",
        f"Keras {context.source.keras_version} had no activation {name}: {key}={name} is its author's own function, "
        "for which Keras 3's of that name is taken",
        expected="the same function",
        advice=f"If yours is another one, give it: --lambda {name}=FILE.py:FUNCTION, or --custom FILE.py:{name}",
    )
