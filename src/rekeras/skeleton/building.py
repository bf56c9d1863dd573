"""``build``: every variable under its name, in the order of the file, and the layers inside as the names tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rekeras.archive import Tensor
from rekeras.skeleton.arguments import is_name
from rekeras.skeleton.sizes import size
from rekeras.skeleton.sublayers import recognise
from rekeras.skeleton.uses import Use
from rekeras.skeleton.variables import Holder
from rekeras.spelling.expressions import INDENT, Atom, Expression, call, laid_out, sequence
from rekeras.spelling.values import text

RESERVED = frozenset(
    {
        *(
            "add",
            "add_weight",
            "autocast",
            "build",
            "built",
            "call",
            "compute_dtype",
            "config",
            "dtype",
            "dtype_policy",
        ),
        *("get_config", "input", "input_dtype", "input_spec", "inputs", "layers", "losses", "metrics", "name"),
        *("non_trainable_variables", "output", "outputs", "path", "quantize", "state_size", "stateless_call"),
        *("supports_masking", "trainable", "trainable_variables", "training", "variable_dtype", "variables", "weights"),
    }
)
"""Attributes that Keras's own layers have, or may have; and names that the code needs."""
NOT_TRAINED = ("moving_", "running_", "ema_")
"""How variables begin that training does not touch: only then do their names tell it."""


def building(top: Holder, uses: Sequence[Use], arguments: frozenset[str]) -> Iterator[str]:
    """The lines inside ``build``.

    Args:
        top: The variables of the class.
        uses: Its uses.
        arguments: Names of its arguments, which are attributes too.
    """
    yield from _inside(top, uses, "self", RESERVED | arguments)


def untold(holder: Holder, uses: Sequence[Use]) -> dict[str, str]:
    """What the file does not tell of the layers of Keras inside, by class."""
    found: dict[str, str] = {}
    for inner in holder.inside.values():
        known = recognise(inner, uses)
        found |= {known.class_name: known.untold} if known else untold(inner, uses)
    return found


def _inside(holder: Holder, uses: Sequence[Use], target: str, taken: frozenset[str]) -> Iterator[str]:
    for name, tensors in holder.variables.items():
        yield from _for_those(tensors.keys(), _variable(name, tensors, uses, target, taken), uses, target)
    for inner in holder.inside.values():
        yield from _for_those(
            inner.uses(), _layer(inner, uses, f"{target}.{attribute(inner.name, taken)}"), uses, target
        )


def _for_those(having: Collection[int], lines: Iterator[str], uses: Sequence[Use], target: str) -> Iterator[str]:
    """The lines, for those layers alone that have what they make."""
    if len(having) == len(uses) or target != "self":
        yield from lines
        return
    names = sequence(*(Atom(text(uses[number].layer.name)) for number in sorted(having)), ends="{}")
    yield from laid_out(names, "if self.name in ", ":", 2)
    yield from (INDENT + line for line in lines)


def _variable(
    name: str, tensors: Mapping[int, Tensor], uses: Sequence[Use], target: str, taken: frozenset[str]
) -> Iterator[str]:
    where = [uses[number] for number in sorted(tensors)]
    shapes = [tuple(tensors[number].shape) for number in sorted(tensors)]
    own, named = _own_name(name, where)
    trained = {"trainable": Atom("False")} if own.startswith(NOT_TRAINED) else {}
    dtype = next(iter(tensors.values())).dtype
    said = {} if dtype == "float32" else {"dtype": Atom(text(dtype))}
    made = call(f"{target}.add_weight", name=Atom(named), shape=_shape(shapes, where), **said, **trained)
    yield from laid_out(made, f"{target}.{attribute(own, taken)} = ", "", 2)


def _own_name(name: str, uses: Sequence[Use]) -> tuple[str, str]:
    """The name without that of the layer, which people put before it, and how the code spells the whole."""
    own = name.removeprefix(f"{uses[0].layer.name}_")
    return (own, f'f"{{self.name}}_{own}"') if own != name and is_name(own) else (name, text(name))


def _shape(shapes: Sequence[tuple[int, ...]], uses: Sequence[Use]) -> Expression:
    if len({len(shape) for shape in shapes}) > 1:
        return size(shapes, uses)
    return sequence(*(size([shape[axis] for shape in shapes], uses) for axis in range(len(shapes[0]))), ends="()")


def _layer(holder: Holder, uses: Sequence[Use], here: str, before: str = "", after: str = "") -> Iterator[str]:
    """The lines that make a layer, or a list of layers, and all inside it.

    Args:
        holder: What is made.
        uses: The uses of the class.
        here: How the code speaks of it.
        before: What the line that makes it begins with; that it is ``here``, where empty.
        after: What that line ends with.
    """
    before = before or f"{here} = "
    if holder.is_list:
        inside_another = before.endswith(".append(")
        target = here if inside_another or not _holds_lists(holder) else here.rpartition(".")[2]
        yield f"{INDENT * 2}{before if target == here else f'{target} = '}[]{after}"
        for number, inner in enumerate(holder.inside.values()):
            yield from _layer(inner, uses, f"{target}[{number}]", f"{target}.append(", ")")
        if target != here:  # Keras follows lists in a list only if they are in it when it becomes an attribute
            yield f"{INDENT * 2}{here} = {target}"
        return
    found = recognise(holder, uses)
    named = {} if holder.name.isdigit() else {"name": Atom(text(holder.name))}
    if found is None:
        yield from laid_out(call("keras.layers.Layer", **named), before, after, 2)
        yield from _inside(holder, uses, here, RESERVED)
        return
    yield from laid_out(call(f"keras.layers.{found.class_name}", **found.arguments, **named), before, after, 2)
    shape = sequence(*(Atom("None") if one is None else one for one in found.built_on), ends="()")
    yield from laid_out(call(f"{here}.build", shape), "", "", 2)


def _holds_lists(holder: Holder) -> bool:
    return any(inner.is_list for inner in holder.inside.values())


def attribute(name: str, taken: frozenset[str]) -> str:
    """What the code calls a variable or layer."""
    own = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in name)
    if not is_name(own):
        own = f"variable_{own}"
    return f"{own}_" if own in taken else own
