"""Initializers, regularizers and constraints that Keras 3 does not know: only training asks for them.

Symptom: Unknown initializer: 'MyInit'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Could not locate class 'RadialConstraint'. Make sure custom classes are decorated with
Symptom: Could not interpret regularizer identifier
Symptom: Could not interpret constraint identifier
https://github.com/keras-team/keras/issues/18467

Before: Dense(units=3, kernel_initializer={"class_name": "MyInit", ...}, kernel_constraint={"class_name": "MyConstraint", ...})
After: Dense(units=3, kernel_initializer=Keras's default, kernel_constraint=None)

The trained model computes the same: an initializer gives values that the file's weights replace, regularizers add to the
loss, constraints act after a step of training.
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.catalog import REQUIRED, catalog
from rekeras.keras3.conformity import is_known_object
from rekeras.keras3.objects import is_function, kind_of
from rekeras.records import Finding, Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY)


@rule.in_context()
def replace_unknown(layer: Layer, context: Context) -> Upgraded | None:
    own = layer.code.own_keys if layer.code else frozenset()
    strange = {
        key: value
        for key, value in layer.config.items()
        if value is not None and key not in own and (kind := kind_of(key)) and not is_known_object(kind, value)
    }
    known = catalog().classes.get(layer.class_name)
    if not strange or known is None or layer.package:
        return None
    if any(kind_of(key) == "initializers" for key in strange) and not layer.weights:
        return None  # new weights would be other ones: refused by the check against Keras 3
    changes = {key: None if known.keys.get(key) is REQUIRED else known.keys.get(key) for key in strange}
    findings = tuple(_finding(context, key, value, changes[key]) for key, value in strange.items())
    return Upgraded(layer.with_config(changes), findings=findings)


def _finding(context: Context, key: str, value: Any, new: Any) -> Finding:
    name = value
    if isinstance(value, dict):
        name = value.get("config") if is_function(value) else value.get("class_name", "?")
    return context.attention(
        "custom_object",
        f"{key}={name} is not Keras's own and became {new}: the trained model computes the same",
        advice=f"To train on, set {key} again in your own code.",
    )
