"""Vocabularies that `adapt` counted: a text beside the weights, one token a line, those for "unknown" first.

Sources: ``IndexLookup.save_assets`` in ``keras/src/layers/preprocessing/index_lookup.py``, of tf-keras too.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer, Tensor
from rekeras.keras3.places import IDF_WEIGHTS
from rekeras.pairing.saved_places import LOOKUPS
from rekeras.pairing.tree import Tree, join

FILE = "vocabulary.txt"


def vocabulary_path(layer: Layer, path: str, tree: Tree) -> str | None:
    """Where the vocabulary of a layer stands; None where it is no lookup, or has its vocabulary in the config."""
    if layer.class_name not in LOOKUPS or layer.package or layer.config.get("vocabulary") is not None:
        return None
    found = join(path, *(["_lookup_layer"] if layer.class_name == "TextVectorization" else []), FILE)
    return found if found in tree.assets else None


def same_vocabulary(path: str, tree: Tree) -> str | None:
    """Where the vocabulary of a TextVectorization stands once more, if it does and is the same.

    Args:
        path: Where it was found.
        tree: What the file has.
    """
    twin = path.replace("/_lookup_layer/", "/")
    return twin if twin != path and tree.assets.get(twin) == tree.assets[path] else None


def with_vocabulary(layer: Layer, text: str, idf: Tensor | None) -> Layer:
    """The layer with its vocabulary in the config, as if it had been given to it.

    Args:
        layer: A lookup.
        text: What stands in its file.
        idf: The weights of its tokens, where it has some; one for each line.

    Raises:
        ValueError: A token of an IntegerLookup is no whole number.
    """
    # Windows ends lines in its own way, which Keras does not see.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1]:
        lines.pop()
    tokens: list[Any] = [int(line) for line in lines] if layer.class_name == "IntegerLookup" else lines
    special = _special_tokens(layer)
    kept = tokens[len(special) :] if tokens[: len(special)] == special else tokens
    config: dict[str, Any] = {"vocabulary": kept}
    if idf is not None:
        config[IDF_WEIGHTS] = [float(weight) for weight in idf.read().reshape(-1)[len(tokens) - len(kept) :]]
    return layer.with_config(config)


def _special_tokens(layer: Layer) -> list[Any]:
    """What Keras writes before the vocabulary: the mask, then the tokens for "unknown"."""
    config = layer.config
    text = layer.class_name == "TextVectorization"
    mask = "" if text else config.get("mask_token")
    unknown = config.get("oov_token", -1 if layer.class_name == "IntegerLookup" else "[UNK]")
    masked = mask is not None and config.get("output_mode", "int") == "int"
    return [mask] * masked + [unknown] * (1 if text else config.get("num_oov_indices", 1))
