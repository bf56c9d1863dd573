"""The masks of a graph as Keras 2 carried them, written out: operations make them, calls take them as arguments.

Two masks are followed for every tensor: the one that Keras 2 had (``old``), and what Keras 3 makes of it by itself
(``new``). Where a layer uses masks and both differ, it gets the old one as an argument; where there was none, it is
called on a copy of the tensor, made by an operation, to which Keras attaches no mask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rekeras.archive import Call, Layer, Source, TensorRef, map_refs, refs_in
from rekeras.archive.layer import NUMPY_OPERATIONS
from rekeras.keras3.masks import MERGING, RECURRENT, free_name, tensor_arguments
from rekeras.keras3.naming import to_snake_case
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.rules._inlined import as_functional
from rekeras.rules._masks import makes_masks
from rekeras.rules._masks_by_version import merged_masks, passed_masks, used_masks, uses_masks

REPLACING = ("Multiply", "Maximum", "Minimum")
"""Merging layers that leave masked values out of the computation in Keras 3."""

LEAKING = ("Reshape", "Permute", "ZeroPadding1D", "Cropping1D", "UpSampling1D")
"""Layers that stop masks, but where they change nothing JAX gives back the tensor itself, with the mask that it has."""

SEQUENCE_RANK = 3
"""Batch, time, features: what has fewer has no time."""


@dataclass(frozen=True)
class Obscure:
    """A mask that cannot be written as tensors of this graph, and why."""

    why: str


Mask = TensorRef | Obscure | None
KERAS_3 = Source(Path(), "", "3.0")
OWN_WAY = Obscure("Keras 3 makes another mask")


@dataclass(frozen=True)
class Difference:
    """A call that would get another mask in Keras 3.

    Attributes:
        layer: Name of the layer that is called.
        found: What is different.
        obstacle: Why the old mask cannot be written; empty where it was.
    """

    layer: str
    found: str
    obstacle: str = ""


@dataclass
class MaskGraph:
    """A graph that is being written again, call by call.

    Attributes:
        source: Whose masks these are.
        layers: All layers by name, new operations too.
        specs: What is known of the tensors.
        calls: What was written.
        differences: What was found.
    """

    source: Source
    layers: dict[str, Layer]
    specs: Mapping[TensorRef, Spec]
    calls: list[Call] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    _old: dict[TensorRef, Mask] = field(default_factory=dict)
    _new: dict[TensorRef, Mask] = field(default_factory=dict)

    def add(self, call: Call) -> None:
        """Write one call, and remember the masks of what it gives."""
        layer = self.layers[call.layer]
        written = self._with_old_masks(layer, call)
        self.calls.append(written)
        if layer.package:
            return
        for index, (old, new) in enumerate(self._masks_of_outputs(layer, call, written)):
            ref = TensorRef(call.layer, call.node, index)
            self._old[ref], self._new[ref] = old, new

    def written(self, model: Layer) -> Layer:
        """The model with this graph, without operations that nothing came to need."""
        assert model.graph is not None  # noqa: S101 - it is the model of this graph
        own, needed = {layer.name for layer in model.layers}, set(refs_in(model.graph.outputs))
        calls: list[Call] = []
        for call in reversed(self.calls):
            if call.layer in own or TensorRef(call.layer) in needed:
                needed |= set(refs_in((call.args, call.kwargs)))
                calls.insert(0, call)
        kept = own | {call.layer for call in calls}
        layers = tuple(layer for name, layer in self.layers.items() if name in kept)
        return replace(model, layers=layers, graph=replace(model.graph, calls=tuple(calls)))

    def _with_old_masks(self, layer: Layer, call: Call) -> Call:
        masked = [ref for ref in refs_in((call.args, call.kwargs)) if self._new.get(ref)]
        if layer.class_name in REPLACING:
            found = f"{layer.class_name} leaves masked values out in Keras 3; it is called on copies without masks"
            return self._on_copies(call, masked, found)
        if layer.package or not uses_masks(layer):
            return call
        arguments = list(tensor_arguments(layer, call).items())
        for name, value in arguments if layer.class_name == "MultiHeadAttention" else arguments[:1]:
            refs = list(refs_in(value))[: 1 if layer.class_name in RECURRENT else None]  # then come states
            old = [self._old.get(ref) if used_masks(layer, self.source) else None for ref in refs]
            differs = old != [self._new.get(ref) for ref in refs]
            if differs or (any(old) and layer.class_name == "TimeDistributed"):
                call = self._with_old_mask(layer, call, name, old)
        return call

    def _with_old_mask(self, layer: Layer, call: Call, name: str, masks: list[Mask]) -> Call:
        """The call with what one of its arguments is masked by."""
        value = tensor_arguments(layer, call)[name]
        marked = [ref for ref in refs_in(value) if self._new.get(ref)]
        argument = f"{name}_mask" if layer.class_name == "MultiHeadAttention" else "mask"
        if call.kwargs.get(argument) is not None:
            return call
        if not any(masks):
            return self._on_copies(call, marked, f"{layer.class_name} uses a mask in Keras 3 that there was not")
        is_model = layer.is_model or layer.class_name == "TimeDistributed"
        obstacle = next((mask.why for mask in masks if isinstance(mask, Obscure)), "")
        if is_model:
            obstacle = obstacle or f"{layer.class_name} gives masks to what is inside it in another form"
        found = f"{layer.class_name} uses a mask, and Keras 3 makes another one there"
        self.differences.append(Difference(call.layer, found, obstacle))
        if layer.class_name == "MultiHeadAttention":  # newer ones ask the tensor of the query for its mask
            call = self._on_copies(call, marked, found)
        given = masks[0] if isinstance(value, TensorRef) or layer.class_name in RECURRENT else masks
        return replace(call, kwargs=dict(call.kwargs) | {argument: given})

    def _on_copies(self, call: Call, refs: Sequence[TensorRef], found: str) -> Call:
        if not refs:
            return call
        self.differences.append(Difference(call.layer, found))
        copies = {ref: self._operation("Copy", (ref,)) for ref in dict.fromkeys(refs)}

        def copy(ref: TensorRef) -> TensorRef:
            return copies.get(ref, ref)

        return replace(call, args=map_refs(call.args, copy), kwargs=map_refs(dict(call.kwargs), copy))

    def _masks_of_outputs(self, layer: Layer, call: Call, written: Call) -> Iterator[tuple[Mask, Mask]]:
        """The old and the new mask of each output that may have one."""
        refs = list(refs_in(call.args[:1]))
        if layer.class_name in ("Embedding", "Masking"):
            made = self._made(layer, refs[0])
            yield made, made
            return
        explicit = call.kwargs.get("mask")
        old: list[Mask] = [self._old.get(ref) for ref in refs]
        if isinstance(explicit, TensorRef):
            old = [explicit]
        new = [self._new.get(ref) for ref in refs_in(written.args[:1])]
        if layer.is_model:
            yield from self._masks_of_model(layer, any((*old, *new)))
            return
        both = self._passed_in_keras_2(layer, refs, old), self._passed_in_keras_3(layer, refs, new)
        yield both
        if layer.class_name == "Bidirectional" and layer.config.get("merge_mode") is None:
            yield both

    @staticmethod
    def _masks_of_model(model: Layer, masked: bool) -> Iterator[tuple[Mask, Mask]]:
        """Those of a model that was not written out; that it does the same in Keras 3 is for others to see."""
        hidden = Obscure(f"what {model.name} does with masks is not written out")
        graph = as_functional(model).graph
        for _ref in refs_in(graph.outputs) if graph else ():
            yield (hidden, hidden) if masked or makes_masks(model) else (None, None)

    def _made(self, layer: Layer, ref: TensorRef) -> Mask:
        """The mask that a layer makes by itself."""
        if layer.class_name == "Embedding":
            return self._operation("NotEqual", (ref, 0)) if layer.config.get("mask_zero") else None
        unequal = self._operation("NotEqual", (ref, layer.config.get("mask_value", 0.0)))
        return self._operation("Any", (unequal,), axis=-1, keepdims=False)

    def _passed_in_keras_2(self, layer: Layer, refs: list[TensorRef], masks: list[Mask]) -> Mask:
        """The mask of the (first) output; of a merge, all of the masks that there are."""
        if layer.class_name == "TimeDistributed" and makes_masks(layer.parts["layer"]):
            return Obscure(f"{layer.name} makes masks of what is inside it")
        there = list(dict.fromkeys(mask for mask in masks if mask))
        obscure = next((mask for mask in there if isinstance(mask, Obscure)), None)
        if layer.class_name not in MERGING:
            passed = bool(there) and passed_masks(layer, self.source)
            if passed is None:
                return Obscure(f"it is not known whether this version of {layer.class_name} let masks through")
            return masks[0] if passed else None
        if not there or obscure or not merged_masks(self.source):
            return obscure
        if self._joins_in_time(layer, refs[0]):
            return self._operation(
                "Hstack", ([mask or self._ones(ref) for mask, ref in zip(masks, refs, strict=True)],)
            )
        result = there[0]
        for mask in there[1:]:
            result = self._operation("LogicalAnd", (result, mask))
        return result

    def _passed_in_keras_3(self, layer: Layer, refs: list[TensorRef], masks: list[Mask]) -> Mask:
        if layer.class_name in MERGING:
            kept = len(set(masks)) == 1 and not self._joins_in_time(layer, refs[0])
            return masks[0] if kept or not any(masks) else OWN_WAY
        if layer.class_name in LEAKING and any(masks):
            return OWN_WAY
        return masks[0] if passed_masks(layer, KERAS_3) else None

    def _joins_in_time(self, layer: Layer, ref: TensorRef) -> bool:
        axis, rank = layer.config.get("axis", -1), self.specs.get(ref, UNKNOWN).rank or SEQUENCE_RANK
        return layer.class_name == "Concatenate" and rank >= SEQUENCE_RANK and axis % rank == 1

    def _ones(self, ref: TensorRef) -> TensorRef:
        """The mask of a tensor that has none."""
        ones = self._operation("NotEqual", (self._operation("OnesLike", (ref,)), 0))
        return self._operation("Any", (ones,), axis=-1, keepdims=False)

    def _operation(self, class_name: str, args: tuple[Any, ...], **config: Any) -> TensorRef:
        """Call an operation, once for the same arguments."""
        for call in self.calls:
            same = self.layers[call.layer]
            if same.package == NUMPY_OPERATIONS and same.class_name == class_name and call.args == args:
                return TensorRef(call.layer)
        name = free_name(f"mask_{to_snake_case(class_name)}", self.layers)
        self.layers[name] = Layer(class_name, name, config, package=NUMPY_OPERATIONS)
        self.calls.append(Call(name, 0, args))
        return TensorRef(name)
