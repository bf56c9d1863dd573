"""Says that a model has its channels first, and what can be done about it."""

from __future__ import annotations

from rekeras.archive import Layer, show_address, walk
from rekeras.layers._spatial import is_channels_first
from rekeras.records import Finding, Severity


def suggestion(model: Layer) -> tuple[Finding, ...]:
    """A note where layers have channels first: CPUs run few of them, with TensorFlow or OpenVINO."""
    names = [
        layer.name for _address, layer in walk(model) if is_channels_first(layer) and layer.class_name != "Flatten"
    ]
    if not names:
        return ()
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    found = f"has its channels first in {', '.join(names[:3])}{more}: TensorFlow runs few such layers on a CPU"
    advice = "For a model that runs everywhere, on transposed inputs: rekeras convert --data-format channels_last"
    return (Finding("channels_first", Severity.NOTE, show_address(()), found, advice=advice),)
