"""What stands between a file and the code that should load it: each a finding with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from rekeras.archive import Address, Layer, show_address
from rekeras.custom.entries import Made
from rekeras.custom.matching import Matching
from rekeras.custom.session import CodeObject
from rekeras.custom.side_by_side import rows_of, what_differs
from rekeras.pairing.slots import show_shape
from rekeras.records import Finding, Severity

BASE_KEYS = frozenset({"name", "trainable", "dtype", "activity_regularizer", "autocast"})
"""What the constructor of every Keras 3 layer takes."""
OLD_WORDS = (
    "tensorflow",
    "tf_keras",
    "KerasTensor",
    "keras.backend",
    "'keras.src.backend",
    "EagerTensor",
    "add_variable",
)
MIGRATE = "The code speaks to an older Keras or to TensorFlow: migrate it with `rekeras code`, or add --migrate."
OUTPUT_SHAPE = "Keras 3 asks a layer inside another one for it; Keras 2 found it out by itself."
MAKE_IT_AGREE = "Change the code so that it makes what the file has (or rename with file.py:Name=OtherClass)."


def refusal(code: str, address: Address, found: str, expected: str = "", advice: str = "") -> Finding:
    """A finding at a layer that stops the conversion."""
    return Finding(code, Severity.REFUSAL, show_address(address), found, expected, advice)


def class_missing(name: str, addresses: Sequence[Address], objects: Mapping[str, CodeObject]) -> Finding:
    """No class of that name; where it stands."""
    near = get_close_matches(name, objects, n=1, cutoff=0.6)
    known = ", ".join(sorted(objects)) or "nothing"
    advice = f"If it is {near[0]}, say so: FILE.py:{name}={near[0]}" if near else "Give the file that defines it, too."
    others = f" (nor has {', '.join(map(show_address, addresses[1:]))} its class)" if addresses[1:] else ""
    found = f"the given code defines no class {name}{others}"
    return refusal("custom_class_missing", addresses[0], found, f"one of that name; it defines {known}", advice)


def not_a_layer(address: Address, known: CodeObject) -> Finding:
    """A class that Keras 3 cannot use as a layer."""
    found = f"{known.name} is {'an' if known.kind[0] in 'aeio' else 'a'} {known.kind} and no layer of Keras 3"
    return refusal("custom_class_no_layer", address, found, "a subclass of keras.layers.Layer", MIGRATE)


def shape_unknown(layer: Layer, address: Address) -> Finding:
    """Nothing says what it is called on."""
    found = f"{layer.class_name} was not built: what it is called on has no known shape"
    return refusal("custom_not_built", address, found, advice="It is looked at when what stands before it is mended.")


def config_problems(layer: Layer, address: Address, known: CodeObject) -> Iterator[Finding]:
    """Config keys that the constructor does not take, and arguments that the config does not have."""
    names, required = set(known.init.get("names", ())), known.init.get("required", ())
    keys = {*layer.config, *layer.parts, "name"}
    strange = sorted(keys - names - (BASE_KEYS if known.init.get("open") else set()))
    missing = [name for name in required if name not in keys]
    for key in strange:
        near = get_close_matches(key, sorted(names - keys), n=1, cutoff=0.5) or (missing if len(missing) == 1 else [])
        value = _short(layer.config.get(key, "(a layer)"))
        found = f"the file's config has {key}={value}, which {known.name} does not take"
        advice = f"Let __init__ take {key}" + (
            f", as it takes {near[0]} now." if near else " (or from_config drop it)."
        )
        expected = f"the arguments of {known.name}.__init__: {', '.join(sorted(names)) or 'none'}"
        yield refusal("custom_config_key", address, found, expected, advice)
    for name in missing:
        has = ", ".join(sorted(keys - BASE_KEYS)) or "no key of its own"
        found = (
            f"{known.name}.__init__ needs {name}, which is not in the file: the get_config that wrote it left it out"
        )
        advice = f"Give {name} a default in __init__, the value with which the model was made."
        yield refusal("custom_argument_missing", address, found, f"{name}; the file's config has {has}", advice)


def code_fails(layer: Layer, address: Address, answer: Mapping[str, Any]) -> Finding:
    """The code raised, ended the process, or took too long."""
    stages = {"make": "__init__ (or from_config)", "call": "build or call", "run": "call, on numbers,"}
    where = stages.get(str(answer["stage"]), "its code")
    place = f" at {answer['file']}, line {answer['line']}: {answer['code']}" if answer.get("file") else ""
    text = _said(str(answer["text"]))
    found = f"{layer.class_name}: {where} fails{place}: {answer['error']}: {text}"
    said = f"{answer['text']} {answer.get('code', '')}"
    if "`compute_output_shape` method" in said:
        return refusal(
            "custom_no_output_shape", address, found, "def compute_output_shape(self, input_shape)", OUTPUT_SHAPE
        )
    if "add new elements of state" in said:
        return refusal("custom_weights_in_call", address, found, "weights made in build", "Move add_weight into build.")
    old = answer["stage"] == "run" or any(word in said for word in OLD_WORDS)
    advice = MIGRATE if old else "Mend the code; the line is the last one of your own."
    return refusal("custom_code_fails", address, found, "", advice)


def untracked(address: Address, told: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Variables that were made and that Keras does not know of."""
    for one in told:
        shape = show_shape(tuple(one["shape"]))
        found = f"{one['owner']} {one['layer']} makes {one['name']} {shape}, and no attribute holds it"
        advice = (
            "Keep every layer and variable in an attribute (a list, tuple or dict of layers is fine) before it is used."
        )
        yield refusal("custom_not_tracked", address, found, "a layer that Keras tracks", advice)


def not_saved(address: Address, variables: Iterable[Made]) -> Iterator[Finding]:
    """Variables for which this Keras 3 has no place in a weights file."""
    for one in variables:
        found = f"Keras 3 does not save {one.attribute or one.path} {show_shape(one.shape)}"
        advice = (
            "Keep its layer in an attribute by itself or in a plain list; nested lists are not saved by every Keras 3."
        )
        yield refusal("custom_not_saved", address, found, "a variable that Keras saves", advice)


def weights_disagree(layer: Layer, address: Address, matching: Matching) -> Finding:
    """File and code side by side."""
    made = [variable for _stored, variable in matching.aligned if variable]
    if not made:
        found = f"{layer.class_name} makes no variables, and the file has {len(matching.aligned)}: {rows_of(matching)}"
        return refusal(
            "custom_weights_disagree",
            address,
            found,
            "the file's variables",
            "Is build defined, and called where needed?",
        )
    what = "; ".join(what_differs(matching))
    found = f"{layer.class_name}: {what} (the file | the code): {rows_of(matching)}"
    return refusal("custom_weights_disagree", address, found, "the same variables on both sides", MAKE_IT_AGREE)


def by_order(layer: Layer, address: Address, matching: Matching) -> Finding:
    """Tensors that only their order tells apart."""
    shown = "; ".join(f"{stored.name} | {made.attribute or made.path}" for made, stored in matching.pairs[:12])
    found = f"{layer.class_name}: names differ, so its tensors were taken in order (the file | the code): {shown}"
    shapes = [made.shape for made, _stored in matching.pairs]
    severity = Severity.NOTE if len(set(shapes)) == len(shapes) else Severity.ATTENTION
    advice = (
        "" if severity is Severity.NOTE else "Compare the outputs: rekeras verify --custom ... --inputs recorded.npz"
    )
    return Finding("custom_by_order", severity, show_address(address), found, advice=advice)


def _said(text: str) -> str:
    """What an exception of Keras says, without where it passed through."""
    lines = [re.sub(r"\x1b\[\d+m", "", line).strip() for line in text.splitlines()]
    said = [
        line for line in lines if line and not line.startswith(("Exception encountered", "Arguments received", "•"))
    ]
    return " ".join(said)[:400]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
