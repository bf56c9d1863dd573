"""A model as a function that builds it, after the functions of the models inside it."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.layers._description import Description
from rekeras.spelling.body import Body, child, model_arguments
from rekeras.spelling.constructors import constructor
from rekeras.spelling.expressions import Expression, call, laid_out, sequence
from rekeras.spelling.names import Names


class Functions:
    """The functions of a module.

    Attributes:
        texts: Those written so far, each as its lines; inner models first.
    """

    def __init__(self) -> None:
        self.texts: list[list[str]] = []
        self._names = Names()

    def write(self, model: Layer, description: Description, name: str, about: str) -> None:
        """Write the function of a model, after those of the models inside it."""
        body = (
            self._sequential(model, description)
            if model.graph is None
            else Body(self.constructor, model, model.graph, description).lines()
        )
        self.texts.append([f"def {name}() -> keras.Model:", f'    """{about}"""', *body])

    def inner(self, model: Layer, description: Description) -> Expression:
        """The call of the function of an inner model, which is written first."""
        name = self._names.new(f"build_{model.name}")
        self.write(model, description, name, f"Build the inner model {said(model.name)}.")
        return call(name)

    def _sequential(self, model: Layer, description: Description) -> Iterator[str]:
        layers = [self.constructor(layer, child(description, layer.name)) for layer in model.layers]
        yield from laid_out(call("keras.Sequential", sequence(*layers), **model_arguments(model)), "return ", "", 1)

    def constructor(self, layer: Layer, description: Description) -> Expression:
        """The expression that makes a layer."""
        return constructor(layer, lambda inner: self.inner(inner, _of_part(layer, inner, description)))


def _of_part(layer: Layer, inner: Layer, description: Description) -> Description:
    if inner is layer:
        return description
    place = next((place for place, part in layer.parts.items() if part is inner), "")
    return child(description, place)


def said(name: str) -> str:
    """A name as a docstring can hold it."""
    return name.replace("\\", "").replace('"', "'")
