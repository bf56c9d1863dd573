"""Which backends of Keras this Python has, found without importing them."""

from __future__ import annotations

import importlib.util

BACKENDS = ("jax", "torch", "tensorflow", "openvino")


def installed_backends() -> tuple[str, ...]:
    """The Keras backends of this Python, found without importing them; empty where Keras itself is missing."""
    if importlib.util.find_spec("keras") is None:
        return ()
    return tuple(backend for backend in BACKENDS if importlib.util.find_spec(backend) is not None)
