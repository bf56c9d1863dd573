"""The vocabularies of a SavedModel, which Keras takes out of the configuration, put back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from rekeras.archive import Address, Layer, Tensor
from rekeras.containers.object_graph import ObjectGraph
from rekeras.containers.saved_model import SavedModel
from rekeras.containers.saved_table import Contents, constant_contents, file_lines, stored_contents
from rekeras.errors import UnreadableFileError

# Where a lookup holds its table, in the versions of TensorFlow; TextVectorization has the lookup inside.
TABLES = ("lookup_table", "_table", "table")
LOOKUPS: Mapping[str, tuple[str, ...]] = {
    "IntegerLookup": (),
    "StringLookup": (),
    "TextVectorization": ("_lookup_layer", "_index_lookup_layer"),
}
IDF_WEIGHTS = "idf_weights"


@dataclass(frozen=True)
class Tables:
    """Where the tables of a model stand.

    Attributes:
        saved: The SavedModel.
        graph: The object graph of its checkpoint.
        tensors: The tensors of its checkpoint.
    """

    saved: SavedModel
    graph: ObjectGraph
    tensors: Mapping[str, Tensor]


def with_vocabularies(model: Layer, numbers: Mapping[Address, int], tables: Tables) -> Layer:
    """The model with the vocabulary of every lookup in its config, as if it had been given to the layer.

    Raises:
        UnreadableFileError: A table is damaged, or a file is not there.
    """

    def visit(layer: Layer, at: Address) -> Layer:
        if at in numbers and layer.class_name in LOOKUPS and not layer.package:
            return _with_vocabulary(layer, numbers[at], tables)
        return layer.map_children(lambda place, child: visit(child, (*at, place)))

    return visit(model, ())


def _with_vocabulary(layer: Layer, number: int, tables: Tables) -> Layer:
    if isinstance(layer.config.get("vocabulary"), list):
        return layer
    holder = number
    for name in LOOKUPS[layer.class_name]:
        holder = tables.graph.at((name,), number) or holder
    table = next((found for name in TABLES if (found := tables.graph.at((name,), holder)) is not None), None)
    tokens = None if table is None else _tokens(layer, table, tables)
    if tokens is None:
        return layer  # a rule refuses it
    special = _special_tokens(layer)
    known = list(dropwhile(lambda token: token in special, tokens))
    config: dict[str, Any] = {"vocabulary": known}
    weights = tables.graph.at((IDF_WEIGHTS,), holder)
    if weights is not None and layer.config.get(IDF_WEIGHTS) is None:
        key = tables.graph.objects[weights].variable
        if key in tables.tensors:
            values = tables.tensors[key].read().reshape(-1)
            config[IDF_WEIGHTS] = [float(value) for value in values[len(values) - len(known) :]]
    return layer.with_config(config, drop=("has_input_vocabulary", "vocabulary_size"))


def _tokens(layer: Layer, table: int, tables: Tables) -> list[Any] | None:
    """The tokens of a table in the order of their numbers; None where the file does not hold them."""
    lines = file_lines(tables.saved, table)
    if lines is not None:
        tokens = [_token(line, layer, tables) for line in lines]
        # TensorFlow took these for words like any other, Keras 3 takes them for what they stand for.
        return None if set(tokens) & set(_special_tokens(layer)) else tokens
    contents = stored_contents(tables.graph, table, tables.tensors) or constant_contents(tables.saved, table)
    if contents is None:
        return None
    keys, values = _of_tokens(contents, layer)
    numbered = sorted(zip(values, keys, strict=True), key=lambda pair: int(pair[0]))
    return [_token(token, layer, tables) for _number, token in numbered]


def _of_tokens(contents: Contents, layer: Layer) -> Contents:
    """Tokens and their numbers: an inverted lookup has the numbers as keys."""
    keys, values = contents
    return (values, keys) if layer.config.get("invert") else (keys, values)


def _token(token: Any, layer: Layer, tables: Tables) -> Any:
    """A token as the config holds it: a number, or text."""
    try:
        if layer.class_name == "IntegerLookup":
            return int(token)
        return token.decode() if isinstance(token, bytes) else str(token)
    except ValueError as problem:
        expected = "a whole number" if layer.class_name == "IntegerLookup" else "UTF-8 text"
        where = f"{tables.saved.folder}: {layer.name}"
        raise UnreadableFileError(where, f"has the token {token!r} in its vocabulary", expected=expected) from problem


def _special_tokens(layer: Layer) -> tuple[Any, ...]:
    """What stands in a table for the mask and for unknown tokens."""
    if layer.class_name == "TextVectorization":
        return "", "[UNK]"
    default = -1 if layer.class_name == "IntegerLookup" else "[UNK]"
    said = (_first(layer, "mask_token", "mask_value"), _first(layer, "oov_token", "oov_value"))
    return tuple(token for token in (said[0], default if said[1] is None else said[1]) if token is not None)


def _first(layer: Layer, *keys: str) -> Any:
    return next((layer.config[key] for key in keys if layer.config.get(key) is not None), None)
