"""``inbound_nodes`` in its spellings: what a layer was called on, one ``(args, kwargs)`` for each call.

Keras 1 and 2 write each call as a list of ``[layer, node, tensor]``, from Keras 2 on with the keyword arguments as a
fourth item (``[[["x", 0, 0, {"mask": ["m", 0, 0]}]]]``); tf.keras 2 also as nested lists and dicts of these, or bare.
Keras 3 writes ``{"args": [...], "kwargs": {...}}`` with ``__keras_tensor__`` objects.
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/engine/node.py (``Node.serialize``)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import TensorRef, refs_in
from rekeras.topology.place import Place
from rekeras.topology.values import plain

CONSTANT = "_CONSTANT_VALUE"
# These are called with exactly the structure in the file; all others lose the list around a single tensor.
KEEP_STRUCTURE = frozenset({"TFOpLambda", "SlicingOpLambda", "ClassMethod", "InstanceMethod", "InstanceProperty"})


@dataclass(frozen=True)
class Arguments:
    """What one call passes, with a ``TensorRef`` (by the names and node indices of the file) for each tensor."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]


def read_calls(nodes: Any, class_name: str, names: Collection[str], place: Place) -> tuple[Arguments, ...]:
    """Read all calls of one layer.

    Args:
        nodes: The value of ``inbound_nodes``.
        class_name: Class of the layer that is called.
        names: Names of all layers of the model; a list in the keyword arguments is a tensor only if it names one.
        place: For messages.

    Raises:
        UnreadableFileError: The nodes are in no known spelling.
    """
    if not isinstance(nodes, list):
        raise place.unreadable(f"`inbound_nodes` is {type(nodes).__name__}", expected="a list")
    return tuple(_read_call(node, class_name in KEEP_STRUCTURE, names, place) for node in nodes)


def _read_call(node: Any, keep_structure: bool, names: Collection[str], place: Place) -> Arguments:
    if isinstance(node, dict) and node.keys() == {"args", "kwargs"} and isinstance(node["args"], list):
        return _keras3_call(node, place)
    if node in ([], {}, [[]]):
        raise place.unreadable("a call in `inbound_nodes` is on nothing", expected="the tensors that it is on")
    keywords: list[Any] = []

    def leaf(item: list[Any]) -> Any:
        if len(item) == 4:
            keywords.append(item[3])
        return plain(item[2]) if item[0] == CONSTANT else TensorRef(*item[:3])

    first = _map_items(node, leaf, place)
    if isinstance(first, list) and len(first) == 1 and not keep_structure:
        first = first[0]
    kwargs = keywords[-1] if keywords else {}
    if any(other != kwargs for other in keywords):
        raise place.unreadable("one call has different keyword arguments for its tensors", expected="the same for all")
    if not isinstance(kwargs, dict | None):
        raise place.unreadable(f"keyword arguments of a call are {type(kwargs).__name__}", expected="an object")
    return Arguments((first,), {key: _keyword(value, names) for key, value in (kwargs or {}).items()})


def _map_items(node: Any, leaf: Callable[[list[Any]], Any], place: Place) -> Any:
    if is_item(node):
        return leaf(node)
    if isinstance(node, dict):
        return {key: _map_items(value, leaf, place) for key, value in node.items()}
    if isinstance(node, list):
        return [_map_items(value, leaf, place) for value in node]
    raise place.unreadable(f"{node!r} stands in `inbound_nodes`", expected='["layer", node, tensor]')


def is_item(value: Any) -> bool:
    """Whether a value is ``[layer, node, tensor]``, with or without keyword arguments."""
    if not isinstance(value, list) or len(value) not in (3, 4) or not isinstance(value[0], str):
        return False
    return _is_index(value[1]) and (_is_index(value[2]) or value[0] == CONSTANT)


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _keyword(value: Any, names: Collection[str]) -> Any:
    if is_item(value) and len(value) == 3 and value[0] in names:
        return TensorRef(*value)
    if isinstance(value, dict):
        return plain({key: _keyword(inner, names) for key, inner in value.items()})
    if isinstance(value, list):
        return [_keyword(inner, names) for inner in value]
    return value


def _keras3_call(node: dict[str, Any], place: Place) -> Arguments:
    args = tuple(_keras3_value(value, place) for value in node["args"])
    if not isinstance(node["kwargs"], dict):
        raise place.unreadable("keyword arguments of a call are no object", expected="an object")
    return Arguments(args, {key: _keras3_value(value, place) for key, value in node["kwargs"].items()})


def _keras3_value(value: Any, place: Place) -> Any:
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            history = (value.get("config") or {}).get("keras_history")
            if not isinstance(history, list) or not is_item(history):
                raise place.unreadable("a tensor without its `keras_history`", expected='["layer", node, tensor]')
            return TensorRef(*history[:3])
        if value.get("class_name") == "__tuple__" and isinstance(value.get("items"), list):
            return [_keras3_value(item, place) for item in value["items"]]
        return {key: _keras3_value(inner, place) for key, inner in value.items()}
    if isinstance(value, list):
        return [_keras3_value(inner, place) for inner in value]
    return value


def read_ends(structure: Any, place: Place, key: str) -> Any:
    """Read ``input_layers`` or ``output_layers``; a model with a single one gets the bare ``TensorRef``.

    Raises:
        UnreadableFileError: It is in no known spelling, or empty.
    """
    ends = _map_items(structure, lambda item: TensorRef(*item[:3]), place)
    flat = list(refs_in(ends))
    if not flat:
        raise place.unreadable(f"`{key}` names no layer")
    return flat[0] if isinstance(ends, list) and len(ends) == 1 and ends == flat else ends
