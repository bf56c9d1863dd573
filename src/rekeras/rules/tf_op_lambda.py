"""TensorFlow functions called on Keras tensors were layers of their own; Keras 3 has its own operations for them.

Symptom: Unknown layer: 'TFOpLambda'
Symptom: Unknown layer: 'SlicingOpLambda'
Symptom: Unknown layer: 'TFOpLambda'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Unknown layer: 'SlicingOpLambda'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Could not deserialize class 'TFOpLambda' because its parent module keras.src.layers.core.tf_op_layer cannot be imported
Symptom: Could not deserialize class 'SlicingOpLambda' because its parent module keras.src.layers.core.tf_op_layer cannot be imported
Symptom: Unknown layer: 'ClassMethod'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Unknown layer: 'InstanceMethod'. Please ensure you are using a `keras.utils.custom_object_scope`
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/layers/core/tf_op_layer.py

Before: TFOpLambda(function="math.reduce_mean") called with axis=1
After: keras.ops.mean(x, axis=1)
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from typing import Any

from rekeras.archive import Call, Layer
from rekeras.lexicon import _lookup as lexicon
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.records import Safety
from rekeras.rules._operations import translated
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._translation import translates

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT, early=True)

FUNCTIONS = ("TFOpLambda", "SlicingOpLambda")
MEMBERS = ("ClassMethod", "InstanceMethod", "InstanceProperty", "TFClassMethodDispatcher")


@translates(*FUNCTIONS, named_by="function")
def _function(build: Build, layer: Layer, call: Call) -> Any:
    name = layer.config.get("function")
    if not isinstance(name, str):
        raise Untranslatable("the file does not say which function it is")
    if "_serialization_error" in call.kwargs:
        raise Untranslatable("the file lost its arguments: TensorFlow could not save them")
    return lexicon.call(build, name, call.args, call.kwargs)


@translates(*MEMBERS)
def _member(_build: Build, layer: Layer, _call: Call) -> Any:
    """Methods and properties of tensors that Keras 3 does not have: ragged ones and those of extension types."""
    config = layer.config
    name = config.get("method_name") or config.get("attr_name") or "?"
    of = config.get("cls_symbol") or config.get("cls_ref") or "a tensor"
    raise Untranslatable(f"it is {name} of {of}; Keras 3 has no tensors with rows of different lengths")


@rule.in_context()
def translate(model: Layer, context: Context) -> Upgraded | None:
    """Operations in place of such layers; all that cannot be translated is named at once."""
    return translated(model, context, (*FUNCTIONS, *MEMBERS))
