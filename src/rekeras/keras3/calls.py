"""How Keras 3 writes the calls of a Functional model: ``inbound_nodes``, ``input_layers``, ``output_layers``.

There are two spellings of a call. Keras 3 writes a dict (``{"args": [...], "kwargs": {...}}``) and also reads Keras 2's
list (``[["dense", 0, 0, {}]]``). While it loads, Keras 3.0 to 3.6 fails on a dict that it meets before the calls it
depends on, as in ``a(b(a(x)))``; on a list it waits. So such calls are written as lists.

Source: ``functional_from_config``, ``deserialize_node``, ``get_config`` in ``keras/src/models/functional.py``.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, map_refs, refs_in
from rekeras.layers._description import UNKNOWN, Spec

Node = tuple[str, int]


def inbound_nodes(
    graph: Graph, order: Sequence[str], tensors: Mapping[TensorRef, Spec], operations: Container[str] = ()
) -> dict[str, list[Any]]:
    """The calls of each layer, for a config that lists the layers in this order.

    Args:
        graph: The calls.
        order: Names of the layers that the config lists.
        tensors: What is known of each tensor.
        operations: Names of those that are no layers; these take plain numbers by position, layers only tensors.
    """
    early = early_calls(graph, order)
    nodes: dict[str, list[Any]] = {name: [] for name in order}
    for call in sorted(graph.calls, key=lambda call: call.node):
        if call.layer in nodes:
            as_list = (call.layer, call.node) in early and fits_list(call)
            tensors_only = call.layer not in operations
            nodes[call.layer].append(_as_list(call) if as_list else _as_dict(call, tensors, tensors_only=tensors_only))
    return nodes


def early_calls(graph: Graph, order: Sequence[str]) -> set[Node]:
    """The calls that Keras meets, going through the layers in this order, before those they depend on."""
    pending = {name: [call for call in graph.calls if call.layer == name] for name in order}
    made = {(ref.layer, ref.node) for ref in refs_in(graph.inputs)}
    early: set[Node] = set()
    progress = True
    while progress and any(pending.values()):
        progress = False
        for calls in pending.values():
            while calls and _parents(calls[0]) <= made:
                made.add((calls[0].layer, calls[0].node))
                del calls[0]
                progress = True
            if calls:
                early.add((calls[0].layer, calls[0].node))
    return early


def fits_list(call: Call) -> bool:
    """Whether Keras 2's list can say it: called on one tensor or on several in a list, everything else constants."""
    if len(call.args) != 1 or any(isinstance(value, TensorRef | list | tuple | dict) for value in call.kwargs.values()):
        return False
    argument = call.args[0]
    if isinstance(argument, TensorRef):
        return True
    return isinstance(argument, list | tuple) and len(argument) > 1 and all(isinstance(a, TensorRef) for a in argument)


def model_tensors(structure: Any, layers: Mapping[str, Layer], graph: Graph, *, bare: bool = False) -> Any:
    """The inputs or outputs of a model: a list or dict of ``[layer, node, tensor]``, nested only where they are.

    A single tensor is written as a list of one, which every Keras 3 reads (and takes for a list of one since 3.4),
    or bare, which is read since 3.4.
    """

    def leaf(ref: TensorRef) -> list[Any]:
        return [ref.layer, _output_index(ref, layers, graph), ref.tensor]

    return [leaf(structure)] if isinstance(structure, TensorRef) and not bare else map_refs(structure, leaf)


def is_nested(structure: Any) -> bool:
    """Whether inputs or outputs are more than one tensor, a list or a dict of tensors."""
    if isinstance(structure, TensorRef):
        return False
    members = structure.values() if isinstance(structure, Mapping) else structure
    return not all(isinstance(member, TensorRef) for member in members)


def is_recounted(ref: TensorRef, layers: Mapping[str, Layer], graph: Graph) -> bool:
    """Whether versions of Keras 3 disagree which call of a nested model an output comes from.

    Since 3.3 they count these from 1, before from 0; 0 is also "the last call" since 3.3, so it suits both for a model
    that is called once.
    """
    return layers[ref.layer].graph is not None and sum(call.layer == ref.layer for call in graph.calls) > 1


def _output_index(ref: TensorRef, layers: Mapping[str, Layer], graph: Graph) -> int:
    return ref.node + 1 if is_recounted(ref, layers, graph) else ref.node


def _parents(call: Call) -> set[Node]:
    return {(ref.layer, ref.node) for ref in refs_in((call.args, call.kwargs))}


def _as_list(call: Call) -> list[Any]:
    refs = refs_in(call.args)
    return [[ref.layer, ref.node, ref.tensor, dict(call.kwargs)] for ref in refs]


def _as_dict(call: Call, tensors: Mapping[TensorRef, Spec], *, tensors_only: bool) -> dict[str, Any]:
    def leaf(ref: TensorRef) -> dict[str, Any]:
        spec = tensors.get(ref, UNKNOWN)
        # Where it is not known any other will do: while it loads, Keras takes that of the layer's own output.
        shape = [None] if spec.shape is None else list(spec.shape)
        history = [ref.layer, ref.node, ref.tensor]
        return {
            "class_name": "__keras_tensor__",
            "config": {"shape": shape, "dtype": spec.dtype, "keras_history": history},
        }

    args, kwargs = list(call.args), dict(call.kwargs)
    if tensors_only:
        dtype = next((tensors.get(ref, UNKNOWN).dtype for ref in refs_in(call.args)), UNKNOWN.dtype)
        args = _numbers_as_tensors(args, dtype)
        lists = {name: value for name, value in kwargs.items() if isinstance(value, list | tuple)}
        kwargs |= {name: _numbers_as_tensors([value], dtype)[0] for name, value in lists.items()}
    return {"args": map_refs(args, leaf), "kwargs": map_refs(kwargs, leaf)}


def _numbers_as_tensors(args: Sequence[Any], dtype: str) -> list[Any]:
    """Numbers among the tensors that a layer is called on, as constant tensors of the same dtype."""
    made: list[Any] = []
    for arg in args:
        if _is_numbers(arg):
            made.append({"class_name": "__tensor__", "config": {"value": arg, "dtype": dtype}})
        else:
            made.append(_numbers_as_tensors(arg, dtype) if isinstance(arg, list | tuple) else arg)
    return made


def _is_numbers(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_numbers, value))
    return isinstance(value, int | float) and not isinstance(value, bool)
