"""The file with all classes of a model whose code is not Keras's."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Iterator, Mapping, Sequence

from rekeras.archive import Layer
from rekeras.skeleton.classes import class_of, escaped
from rekeras.skeleton.holding import held_layers
from rekeras.skeleton.uses import Use

Found = Mapping[tuple[str, str], tuple[Use, ...]]


def module_of(source: str, found: Found, model: Layer) -> str:
    """The text of the file.

    Args:
        source: Name of the model's file.
        found: Every use of each class.
        model: The model in the words of Keras 3.
    """
    names = class_names(found)
    own = {key: _names(uses) for key, uses in found.items()}
    lines = list(_head(source, names.values()))
    for key, uses in found.items():
        others = frozenset(name for use in uses for name in use.of_parts)
        parts = [(part.class_name, part.package) for use in uses for part in use.layer.parts.values()]
        others |= frozenset(name for part in parts if part != key for name in own.get(part, ()))
        held = list(held_layers(model, names)) if any(not use.address for use in uses) else []
        lines += ["", "", *class_of(names[key], uses, of_others=others, held=held)]
    return "\n".join(lines) + "\n"


def class_names(found: Found) -> dict[tuple[str, str], str]:
    """What each class is called in the code: its own name where Python and the other classes leave it free."""
    names: dict[tuple[str, str], str] = {}
    for class_name, package in found:
        plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in class_name)
        wanted = plain if plain.isidentifier() and not keyword.iskeyword(plain) else f"Class_{plain}"
        while wanted in {"Any", "keras", *names.values()}:
            wanted += "_"
        names[class_name, package] = wanted
    return names


def _names(uses: Sequence[Use]) -> frozenset[str]:
    return frozenset(path[-1] for use in uses if not use.layer.parts for path in use.variables)


def _head(source: str, names: Collection[str]) -> Iterator[str]:
    yield f'"""The classes of {escaped(source)} that are not Keras\'s own: {", ".join(names)}.'
    yield ""
    yield "Written by `rekeras stub`: arguments, variables and their order are those of the file."
    yield "What a class computes is not in it: fill in every call(). Then the weights come by themselves:"
    yield ""
    yield f"    rekeras convert {escaped(source)} --custom THIS_FILE.py"
    yield '"""'
    yield ""
    yield "from __future__ import annotations"
    yield ""
    yield "from typing import Any"
    yield ""
    yield "import keras"
