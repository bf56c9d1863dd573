"""TensorFlow 2.0 to 2.3 kept every TensorFlow operation on Keras tensors as a layer around a node of its graph.

Symptom: Unknown layer: 'TensorFlowOpLayer'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Unknown layer: 'AddV2'. Please ensure you are using a `keras.utils.custom_object_scope`
https://github.com/tensorflow/tensorflow/blob/v2.3.0/tensorflow/python/keras/engine/base_layer.py

Before: TensorFlowOpLayer(node_def={"op": "Mul", ...}, constants={"1": 2.0})
After: keras.ops.multiply(x, 2.0)
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from rekeras.archive import Call, Layer
from rekeras.lexicon import _lookup as lexicon
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.records import Safety
from rekeras.rules._operations import translated
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._translation import translates

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT, early=True)


@rule.in_context()
def translate(model: Layer, context: Context) -> Upgraded | None:
    """Operations in place of such layers; all that cannot be translated is named at once."""
    return translated(model, context, ("TensorFlowOpLayer",))


@translates("TensorFlowOpLayer", named_by="node_def")
def _operation(build: Build, layer: Layer, call: Call) -> Any:
    node = layer.config.get("node_def")
    if not isinstance(node, Mapping) or not isinstance(node.get("op"), str):
        raise Untranslatable("its `node_def` is no node of a TensorFlow graph")
    attributes = {name: _attribute(value) for name, value in node.get("attr", {}).items() if not name.startswith("_")}
    return lexicon.call(build, f"raw.{node['op']}", _arguments(layer, call), attributes)


def _arguments(layer: Layer, call: Call) -> tuple[Any, ...]:
    """The tensors of the call with the constants between them."""
    constants = {int(place): value for place, value in (layer.config.get("constants") or {}).items()}
    inputs = [name for name in layer.config["node_def"].get("input", []) if not name.startswith("^")]
    first = call.args[0] if call.args else []
    tensors = [first] if len(inputs) - len(constants) == 1 else list(first)  # one may have become a list of sizes
    if len(tensors) + len(constants) != len(inputs):
        raise Untranslatable(f"it takes {len(inputs)} inputs, and the file has {len(tensors) + len(constants)}")
    return tuple(constants[place] if place in constants else tensors.pop(0) for place in range(len(inputs)))


def _attribute(value: Any) -> Any:
    """The value of an attribute, in the form that protobuf gives it as JSON: whole numbers and bytes are text."""
    if not isinstance(value, Mapping) or len(value) != 1:
        raise Untranslatable(f"an attribute of its node is {value!r}")
    ((kind, content),) = value.items()
    if kind == "s":
        return _text(content)
    if kind == "i":
        return int(content)
    if kind == "list":
        return [_attribute({inner: one}) for inner, many in content.items() for one in many]
    if kind in ("b", "f", "type", "shape"):
        return content
    raise Untranslatable(f"an attribute of its node is {value!r}")


def _text(content: Any) -> str:
    try:
        return base64.b64decode(content, validate=True).decode("utf-8")
    except (binascii.Error, TypeError, ValueError):
        raise Untranslatable(f"an attribute of its node is {content!r}") from None
