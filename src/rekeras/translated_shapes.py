"""What is known of a model before anything is converted, TensorFlow's operations in it included."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer, Source, walk
from rekeras.describe import describe
from rekeras.keras3.strangers import OPERATION_LAYERS
from rekeras.layers._description import UNKNOWN, Description
from rekeras.records import Finding
from rekeras.upgrade import apply_rule, rules


def described(model: Layer, source: Source) -> tuple[Description, tuple[Finding, ...]]:
    """What is known of a model; of TensorFlow's operations in it, what the operations give that take their place."""
    description, problems = describe(model)
    if any(layer.class_name in OPERATION_LAYERS for _address, layer in walk(model)):
        for rule in rules():
            model = apply_rule(rule, model, source)[0] if rule.early else model
        description = _completed(description, describe(model)[0])
    return description, problems


def _completed(known: Description, other: Description) -> Description:
    """A description with the outputs that only another one knows, of the same layers by name."""
    both = {
        place: _completed(child, other.children.get(place, Description())) for place, child in known.children.items()
    }
    unknown = known.outputs == UNKNOWN or (isinstance(known.outputs, list) and UNKNOWN in known.outputs)
    tensors = {ref: spec for ref, spec in known.tensors.items() if spec != UNKNOWN}
    outputs = other.outputs if unknown else known.outputs
    return replace(known, outputs=outputs, children=both, tensors={**other.tensors, **tensors})
