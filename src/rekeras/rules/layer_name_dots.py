"""On PyTorch, a layer with variables cannot have a dot in its name.

Symptom: parameter name can't contain "."

The name is kept, as JAX and TensorFlow take it, and code may ask for it; the report says it.
"""

from __future__ import annotations

from rekeras.archive import Layer, walk
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.MANUAL)


@rule.in_context()
def warn_of_dots(layer: Layer, context: Context) -> Upgraded | None:
    if "." not in layer.name or not any(inner.weights for _address, inner in walk(layer)):
        return None
    found = f"the name {layer.name!r} has a dot: PyTorch does not load a layer of that name"
    advice = "Run it with JAX or TensorFlow, or rename the layer in the original framework and save again."
    return Upgraded(findings=(context.attention("layer_name_dots", found, advice=advice),))
