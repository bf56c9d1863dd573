"""One class as Keras 3 code: arguments, variables and inner layers as the file tells, ``call`` to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rekeras.blocks import visible
from rekeras.readers._subclassed import PACKAGE as NO_PACKAGE
from rekeras.skeleton.arguments import NO_DEFAULT, Argument, arguments, likely_base, unnameable
from rekeras.skeleton.building import building, untold
from rekeras.skeleton.facts import facts
from rekeras.skeleton.uses import Use
from rekeras.skeleton.variables import Holder, tree
from rekeras.spelling.expressions import INDENT, Atom, Brackets, laid_out
from rekeras.spelling.values import constant, text

HERE = "Custom"
"""The package under which Keras registers a class where its author names none."""
WRAPPED = "layer"
"""What a wrapper calls the layer that it is given."""


def class_of(
    name: str, uses: Sequence[Use], *, of_others: frozenset[str] = frozenset(), held: Sequence[str] = ()
) -> Iterator[str]:
    """The lines of a class.

    Args:
        name: Its name, valid in Python.
        uses: Every use of it.
        of_others: Names of variables that belong to layers given to it: older Keras saved them as the outer one's.
        held: For a model class, the lines that make its layers.
    """
    given = arguments(uses)
    having = [use for use in uses if use.variables] or uses
    inner = tree(having, without=of_others)
    package, registered = uses[0].layer.package, uses[0].layer.class_name
    package = HERE if package in ("", NO_PACKAGE) else package
    spelled = f", name={text(registered)}" if registered != name else ""
    yield f"@keras.saving.register_keras_serializable(package={text(package)}{spelled})"
    yield f"class {name}({_base(uses)}):"
    yield from _docstring([*facts(uses), *_remarks(uses)], 1)
    if given or held or _given_layers(uses) or _is_cell(uses):
        yield ""
        yield from [*_init(uses, given), *held]
    if inner.variables or inner.inside:
        yield ""
        yield f"{INDENT}def build(self, input_shape: Any) -> None:"
        if _is_wrapper(uses):
            yield f"{INDENT * 2}super().build(input_shape)"
        yield from building(inner, having, frozenset(argument.name for argument in given))
    yield ""
    yield from _call(uses, _to_fill_in(having, inner))
    if given or _given_layers(uses):
        yield ""
        yield from _get_config(uses, given)


def _base(uses: Sequence[Use]) -> str:
    if any(not use.address for use in uses):
        return "keras.Model"
    return "keras.layers.Wrapper" if _is_wrapper(uses) else "keras.layers.Layer"


def _given_layers(uses: Sequence[Use]) -> tuple[str, ...]:
    """Places of layers that the config holds; those of a whole model are its own attributes."""
    return tuple(dict.fromkeys(place for use in uses if use.address for place in use.layer.parts))


def _is_wrapper(uses: Sequence[Use]) -> bool:
    return all(WRAPPED in use.layer.parts for use in uses)


def _remarks(uses: Sequence[Use]) -> Iterator[str]:
    if base := likely_base(uses):
        yield f"Its configuration has all that {base} of Keras has: perhaps it was derived from it."
    if keys := unnameable(uses):
        yield f"No argument can be called as these keys of its configuration are: {', '.join(map(repr, keys))}."


def _docstring(sentences: Sequence[str], depth: int) -> Iterator[str]:
    lines = [escaped(sentence) for sentence in sentences]
    indent = INDENT * depth
    if len(lines) == 1:
        yield f'{indent}"""{lines[0]}"""'
        return
    yield f'{indent}"""{lines[0]}'
    yield ""
    yield from (f"{indent}{line}".rstrip() for line in lines[1:])
    yield f'{indent}"""'


def escaped(sentence: str) -> str:
    """A sentence that can stand in a docstring or comment, whatever names the file has."""
    return visible(sentence).replace("\\", "\\\\").replace('"', "'").replace("\n", " ").replace("\r", " ")


def _init(uses: Sequence[Use], given: Sequence[Argument]) -> Iterator[str]:
    layers = _given_layers(uses)
    signature = [("", Atom("self"))]
    signature += [("", Atom(f"{place_name(place)}: keras.layers.Layer")) for place in layers]
    signature += [("", Atom(_parameter(argument))) for argument in given]
    signature += [("", Atom("**kwargs: Any"))]
    yield from laid_out(Brackets(Atom("__init__"), tuple(signature)), "def ", " -> None:", 1)
    yield f"{INDENT * 2}super().__init__({'layer, ' if _is_wrapper(uses) else ''}**kwargs)"
    for place in layers:
        if not (_is_wrapper(uses) and place == WRAPPED):
            name = place_name(place)
            yield f"{INDENT * 2}if isinstance({name}, dict):"
            yield f"{INDENT * 3}{name} = keras.saving.deserialize_keras_object({name})"
            yield f"{INDENT * 2}self.{name} = {name}"
    for argument in given:
        yield f"{INDENT * 2}self.{argument.name} = {argument.taken}"
    if _is_cell(uses):
        yield from _state_size(given)


def _parameter(argument: Argument) -> str:
    if argument.default is NO_DEFAULT:
        return f"{argument.name}: {argument.annotation}"
    optional = " | None" if argument.default is None and argument.annotation not in ("Any",) else ""
    (default,) = laid_out(constant(argument.default))
    return f"{argument.name}: {argument.annotation}{optional} = {default}"


def _is_cell(uses: Sequence[Use]) -> bool:
    return any(use.place == "cell" or use.place.startswith("cells.") for use in uses)


def _state_size(given: Sequence[Argument]) -> Iterator[str]:
    """What an RNN asks its cell for before anything else."""
    units = next((argument.name for argument in given if argument.name in ("units", "num_units", "hidden_size")), None)
    yield f"{INDENT * 2}# The size of its state, or a list of the sizes of several: the file does not tell."
    yield f"{INDENT * 2}self.state_size = {f'self.{units}' if units else 'None'}"


def _call(uses: Sequence[Use], told: Sequence[str]) -> Iterator[str]:
    keywords = dict.fromkeys(key for use in uses for key, _value in use.keywords() if key.isidentifier())
    states = ["states: Any"] if _is_cell(uses) else []
    rest = [f"{key}: Any = None" for key in keywords if key not in ("inputs", "states", "training")]
    signature = ["self", "inputs: Any", *states, *rest, "training: bool | None = None"]
    yield from laid_out(Brackets(Atom("call"), tuple(("", Atom(one)) for one in signature)), "def ", " -> Any:", 1)
    yield from _docstring(told, 2)
    reason = f"What {escaped(uses[0].layer.class_name)} computes is not in the file"
    yield f"{INDENT * 2}raise NotImplementedError({text(reason)})"


def _to_fill_in(uses: Sequence[Use], inner: Holder) -> list[str]:
    first = "To be filled in: what it computes is not in the file."
    outputs = max(use.outputs() for use in uses)
    said = [f"It gives {outputs} tensors."] if outputs > 1 else []
    if _is_cell(uses):
        said.append("It gives the output of a step and the list of its new states.")
    if inner.variables or inner.inside:
        said.append("Its variables and layers are those that build() makes.")
    said += [f"Of {name} the file does not tell {what}." for name, what in untold(inner, uses).items()]
    return [first, *said]


def _get_config(uses: Sequence[Use], given: Sequence[Argument]) -> Iterator[str]:
    layers = [place for place in _given_layers(uses) if not (_is_wrapper(uses) and place == WRAPPED)]
    items = [
        (f"{text(place)}: ", Atom(f"keras.saving.serialize_keras_object(self.{place_name(place)})")) for place in layers
    ]
    items += [(f"{text(argument.name)}: ", Atom(argument.given_back)) for argument in given]
    yield f"{INDENT}def get_config(self) -> dict[str, Any]:"
    whole = Brackets(None, (("**", Atom("super().get_config()")), *items), "{}")
    yield from laid_out(whole, "return ", "", 2)


def place_name(place: str) -> str:
    """What an inner layer is called in the code."""
    return place.replace(".", "_")
