"""The text of an architecture, already parsed as plain values, to layers and calls."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.topology.entry import Entry, entry_of
from rekeras.topology.functional import GRAPH_KEYS, is_functional, read_functional
from rekeras.topology.keras1_merge import read_merged, starts_with_merge
from rekeras.topology.keras1_orderings import with_orderings
from rekeras.topology.place import Place
from rekeras.topology.values import notice_non_finite, plain
from rekeras.topology.wrapped import take_parts

FUNCTIONAL_CLASSES = frozenset({"Functional", "Model", "Network", "Graph"})
# What an entry may hold besides; all of it is said elsewhere too, or derived.
ENTRY_KEYS = frozenset(
    {
        "class_name",
        "config",
        "name",
        "module",
        "registered_name",
        "inbound_nodes",
        "build_config",
        "compile_config",
        "shared_object_id",
        "keras_version",
        "backend",
    }
)


def read_architecture(document: Any, place: Place) -> Layer:
    """Read the outermost model; what is worth knowing is noticed at ``place``.

    Raises:
        UnreadableFileError: The architecture makes no sense.
        LimitError: It has more layers than allowed.
    """
    entry = entry_of(document, place, fallback_name=_fallback_name(document))
    model = with_orderings(_read(entry, place), place)
    if not model.is_model:
        place.notice(
            "no_model",
            Severity.REFUSAL,
            f"{model.class_name} is not a Functional or Sequential model",
            expected="a config with `layers`, `input_layers` and `output_layers`",
            advice="A subclassed model saves no architecture; port its code to Keras 3 and load the weights there.",
        )
    return model


def read_layer(raw: Any, outer: Place, fallback_name: str = "") -> Layer:
    """Read one layer inside a model or another layer."""
    entry = entry_of(raw, outer, fallback_name)
    return _read(entry, outer.inside(entry.name))


def _read_any(raw: Any, outer: Place) -> Layer:
    """Read one layer; a Sequential of Keras 1 has no name."""
    return read_layer(raw, outer, _fallback_name(raw))


def _read(entry: Entry, place: Place) -> Layer:
    for key in sorted(entry.raw.keys() - ENTRY_KEYS):
        place.notice("unknown_entry_key", Severity.ATTENTION, f"the entry has the unknown key `{key}`")
    if entry.class_name == "Sequential":
        return _sequential(entry, place)
    config = plain(_object(entry, place))
    if is_functional(config):
        return _functional(entry, config, place)
    if entry.class_name != "TensorFlowOpLayer":  # its constants may be, as in a clip without an upper end
        notice_non_finite(config, place)
    if entry.raw.get("name", entry.name) != config.get("name", entry.name) and entry.class_name != "TensorFlowOpLayer":
        place.notice("two_names", Severity.NOTE, f"is called {config['name']!r} in its own config")
    rest, parts = take_parts(entry.class_name, config, place, read_layer)
    rest.pop("name", None)
    return Layer(entry.class_name, entry.name, rest, parts=parts, package=entry.package)


def _object(entry: Entry, place: Place) -> dict[str, Any]:
    if isinstance(entry.config, dict):
        return entry.config
    raise place.unreadable(f"the config of {entry.class_name} is a list", expected="an object")


def _sequential(entry: Entry, place: Place) -> Layer:
    """A Sequential's config is a list of layers up to Keras 2.2.2, an object with ``layers`` from then on."""
    config = {"layers": entry.config} if isinstance(entry.config, list) else entry.config
    entries = config.get("layers")
    if not isinstance(entries, list):
        raise place.unreadable("a Sequential has no list of layers", expected='"layers": [...]')
    if starts_with_merge(entries):
        merged, graph = read_merged(entries, place, _read_any)
        return Layer("Model", entry.name, {}, layers=merged, graph=graph)
    rest = plain({key: value for key, value in config.items() if key not in ("layers", "name")})
    notice_non_finite(rest, place)
    layers = tuple(read_layer(raw, place, f"{_fallback_name(raw)}_{index}") for index, raw in enumerate(entries))
    names = [layer.name for layer in layers]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise place.unreadable(f"several layers have the same name: {', '.join(twice)}")
    return Layer("Sequential", entry.name, rest, layers=layers, package=entry.package)


def _fallback_name(raw: Any) -> str:
    """A name for what has none: a Sequential whose config is a list."""
    return str(raw.get("class_name")).lower() if isinstance(raw, dict) else ""


def _functional(entry: Entry, config: dict[str, Any], place: Place) -> Layer:
    layers, graph = read_functional(config, place, read_layer)
    rest = {key: value for key, value in config.items() if key not in GRAPH_KEYS and key != "name"}
    notice_non_finite(rest, place)
    known = entry.class_name in FUNCTIONAL_CLASSES and not entry.package
    if not known:
        place.notice(
            "functional_subclass",
            Severity.NOTE,
            f"{entry.class_name} is read as a Functional model, since its config is one",
            advice="Its own methods, such as train_step, are not in the file.",
        )
    return Layer("Functional" if not known else entry.class_name, entry.name, rest, layers=layers, graph=graph)
