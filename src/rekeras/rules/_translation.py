"""How calls of layers that Keras made of plain functions become operations; each rule registers its classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Call, Layer, TensorRef
from rekeras.lexicon._build import Build

Translate = Callable[[Build, Layer, Call], Any]
"""Makes what a call of a layer gives: a ``TensorRef`` or a list of them; a constant, or a tuple of several."""

KEEP = "Keep the model in the framework that made it, or write this step with other functions and save again."


@dataclass(frozen=True)
class Translation:
    """How the calls of one class are translated.

    Attributes:
        translate: The function that does it.
        advice: What a person can do where it cannot; ``{name}`` stands for the layer.
        named_by: The config key that names the function; empty where the class is all that there is to say.
    """

    translate: Translate
    advice: str = KEEP
    named_by: str = ""

    def shown(self, layer: Layer, call: Call) -> str:
        """A call as people write it; tensors by the layers that give them."""
        named = layer.config.get(self.named_by)
        name = (named.get("op") if isinstance(named, dict) else named) or layer.class_name
        shown = [_short(arg) for arg in call.args]
        shown += [f"{key}={_short(value)}" for key, value in call.kwargs.items() if key != "name"]
        return f"{name}({', '.join(shown)})"


TRANSLATIONS: dict[str, Translation] = {}
"""By class. All are done in one pass: one needs the shapes that another one gives."""


def translates(*class_names: str, advice: str = KEEP, named_by: str = "") -> Callable[[Translate], Translate]:
    """Register how the calls of some classes are translated."""

    def register(function: Translate) -> Translate:
        TRANSLATIONS.update(dict.fromkeys(class_names, Translation(function, advice, named_by)))
        return function

    return register


def _short(value: Any) -> str:
    if isinstance(value, TensorRef):
        return value.layer
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_short, value[:4]))}{', …' if len(value) > 4 else ''}]"
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
