"""What a model class holds: its layers under the attributes that the file knows them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rekeras.archive import Layer
from rekeras.custom.units import is_foreign
from rekeras.keras3.catalog import catalog
from rekeras.skeleton.arguments import BASE, is_name
from rekeras.spelling.constructors import constructor
from rekeras.spelling.expressions import INDENT, Atom, Brackets, Expression, call, laid_out, sequence
from rekeras.spelling.values import constant, text

Names = Mapping[tuple[str, str], str]
"""What the classes are called in the code, by class name and package."""


def held_layers(model: Layer, names: Names) -> Iterator[str]:
    """The lines that make the layers of a model class.

    Args:
        model: The model, in the words of Keras 3; its layers are its parts, by attribute.
        names: What the classes of the file are called.
    """
    lists: set[str] = set()
    for place, layer in model.parts.items():
        name, *inside = place.split(".")
        here = f"self.{name if is_name(name) else f'layer_{len(lists)}'}"
        before, after = f"{here} = ", ""
        if inside and inside[-1].isdigit():
            if here not in lists:
                lists.add(here)
                yield f"{INDENT * 2}{here} = []"
            before, after = f"{here}.append(", ")"
        elif inside:
            if here not in lists:
                lists.add(here)
                yield f"{INDENT * 2}{here} = {{}}"
            before = f"{here}[{text('.'.join(inside))}] = "
        yield from laid_out(made(layer, names), before, after, 2)


def made(layer: Layer, names: Names) -> Expression:
    """The expression that makes a layer, also of a class of the file."""
    own = names.get((layer.class_name, layer.package))
    if own and is_foreign(layer):
        given = {key: constant(value) for key, value in layer.config.items() if key not in BASE and is_name(key)}
        return call(own, **given, name=Atom(text(layer.name)))
    if layer.class_name == "Sequential":
        inner = sequence(*(made(one, names) for one in layer.layers if one.class_name != "InputLayer"))
        return call("keras.Sequential", inner, name=Atom(text(layer.name)))
    if layer.graph is not None or layer.package or layer.class_name not in catalog().classes:
        return call("keras.layers.Layer", name=Atom(text(layer.name)))
    expression = constructor(layer, lambda model: made(model, names))
    return _of_keras(expression)


def _of_keras(expression: Expression) -> Expression:
    """With ``keras.layers`` in full: the file imports nothing but keras."""
    if isinstance(expression, Atom):
        return Atom(f"keras.{expression.text}") if expression.text.startswith("layers.") else expression
    before = _of_keras(expression.before) if expression.before else None
    return Brackets(before, tuple((name, _of_keras(item)) for name, item in expression.items), expression.ends)
