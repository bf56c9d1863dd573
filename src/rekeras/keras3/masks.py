"""Masks as arguments of the calls that use them.

Keras carries masks beside the tensors and writes into a config what it made of them: a mask is a call of an operation
(``not_equal``, ``any``) and an argument of the layer that uses it. When it loads a config without them it makes them
anew, and fails where such an operation gets the name of a layer (``concatenate``) or of another: so these have names
of their own; also do the depths of the graph, and with them the numbers in the weights file, depend on these calls, and
on the version that makes them. So they are written out, for every Keras 3 the same.

Source: ``Layer.__call__``, steps 6 and 8, and ``compute_mask`` of the layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive import Call, Layer, TensorRef, map_refs, refs_in, walk
from rekeras.archive.layer import NUMPY_OPERATIONS
from rekeras.keras3.catalog import catalog
from rekeras.keras3.naming import to_snake_case

PASSING = (
    *("Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dense", "Dropout", "ELU"),
    *("GaussianDropout", "GaussianNoise", "GroupNormalization", "Identity", "LayerNormalization", "LeakyReLU"),
    *("MultiHeadAttention", "Normalization", "PReLU", "ReLU", "Rescaling", "Softmax", "SpatialDropout1D"),
    *("SpatialDropout2D", "SpatialDropout3D", "TimeDistributed", "UnitNormalization", "Attention", "AdditiveAttention"),
)
"""Layers that give the mask of their first input to their output."""
RECURRENT = ("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional")
USING = (*RECURRENT, "Attention", "AdditiveAttention", "MultiHeadAttention", "GlobalAveragePooling1D", "Softmax")
"""Layers that compute something else where there is a mask."""
MERGING = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")

Mask = TensorRef | None


def with_masks(layer: Layer) -> Layer:
    """The model with all masks written out, those of inner models too."""
    layer = layer.map_children(lambda _place, child: with_masks(child))
    if layer.graph is None:
        return layer
    writing = _Writing({inner.name: inner for inner in layer.layers})
    for call in layer.graph.calls:
        writing.add(call)
    return replace(layer, layers=tuple(writing.layers.values()), graph=replace(layer.graph, calls=tuple(writing.calls)))


@dataclass
class _Writing:
    """The graph that is being written, call by call."""

    layers: dict[str, Layer]
    calls: list[Call] = field(default_factory=list)
    masks: dict[TensorRef, Mask] = field(default_factory=dict)

    def add(self, call: Call) -> None:
        layer = self.layers[call.layer]
        if layer.class_name == "Sequential" and not _uses_masks(layer):
            self._add_without_mask(layer, call)
            return
        arguments = tensor_arguments(layer, call)
        masks = {name: self._mask_of(value) for name, value in arguments.items()}
        self.calls.append(replace(call, kwargs=dict(call.kwargs) | _as_arguments(layer, call, masks)))
        mask = self._output_mask(layer, call)
        if mask is not None:
            self.masks[TensorRef(call.layer, call.node)] = mask

    def _add_without_mask(self, layer: Layer, call: Call) -> None:
        """Call a model on a copy, without the mask that it has no use for: Keras 3.0 to 3.6 fail on JAX with one."""
        masked = {ref: mask for ref in refs_in(call.args) if (mask := self.masks.get(ref))}
        copies = {ref: self._operation("Copy", (ref,)) for ref in masked}
        self.calls.append(replace(call, args=map_refs(call.args, lambda ref: copies.get(ref, ref))))
        if masked and _passes(layer, list(masked.values())):
            self.masks[TensorRef(call.layer, call.node)] = next(iter(masked.values()))

    def _mask_of(self, value: Any) -> Any:
        """The mask of a tensor, or the list of those of several; None where there is none at all."""
        if isinstance(value, TensorRef):
            return self.masks.get(value)
        masks = [self.masks.get(ref) for ref in refs_in(value)]
        return masks if any(masks) else None

    def _output_mask(self, layer: Layer, call: Call) -> Mask:
        first = call.args[0] if call.args else None
        name = layer.class_name
        if layer.code and layer.code.is_own_class and layer.code.mask == "same":
            return next((self.masks.get(ref) for ref in refs_in(first)), None)
        if layer.package or first is None:
            return None
        if name == "Embedding":
            return self._operation("NotEqual", (first, 0)) if layer.config.get("mask_zero") else None
        if name == "Masking":
            unequal = self._operation("NotEqual", (first, layer.config.get("mask_value", 0.0)))
            return self._operation("Any", (unequal,), axis=-1, keepdims=False)
        masks = [self.masks.get(ref) for ref in refs_in(first)]
        given = call.kwargs.get("mask")
        if name in RECURRENT and isinstance(given, TensorRef):
            masks = [given]
        return masks[0] if masks and _passes(layer, masks) else None

    def _operation(self, class_name: str, args: tuple[Any, ...], **config: Any) -> TensorRef:
        """Call an operation, once for the same arguments."""
        for call in self.calls:
            if call.args == args and self.layers[call.layer].class_name == class_name:
                return TensorRef(call.layer)
        name = free_name(f"mask_{to_snake_case(class_name)}", self.layers)
        self.layers[name] = Layer(class_name, name, config, package=NUMPY_OPERATIONS)
        self.calls.append(Call(name, 0, args))
        return TensorRef(name)


def tensor_arguments(layer: Layer, call: Call) -> dict[str, Any]:
    """The arguments of a call that hold tensors, by name."""
    names = _call_arguments(layer) or ("inputs",)
    named = dict(zip(names, call.args, strict=False)) | dict(call.kwargs)
    return {name: value for name, value in named.items() if any(True for _ in refs_in(value))}


def _call_arguments(layer: Layer) -> tuple[str, ...]:
    if layer.code and layer.code.is_own_class:
        return layer.code.call_arguments
    known = catalog().classes.get(layer.class_name)
    return known.call_arguments if known else ()


def _as_arguments(layer: Layer, call: Call, masks: Mapping[str, Any]) -> dict[str, Any]:
    """The masks as the layer takes them: ``mask`` for its first argument, or one for each (``query_mask``)."""
    accepted = _call_arguments(layer) or (("inputs", "mask") if layer.is_model else ())
    if not accepted or (layer.package and not layer.code):
        return {}
    wanted = {f"{name}_mask": mask for name, mask in masks.items()} | {"mask": masks.get(accepted[0])}
    return {
        name: mask
        for name, mask in wanted.items()
        if mask is not None and name in accepted and name not in call.kwargs and accepted.index(name) >= len(call.args)
    }


def _uses_masks(model: Layer) -> bool:
    """Whether a mask matters inside."""
    return any(inner.class_name in USING for _address, inner in walk(model))


def _passes(layer: Layer, masks: list[Mask]) -> bool:
    """Whether the output has the mask of the (first) input."""
    if layer.class_name == "Sequential":
        return all(inner.class_name == "InputLayer" or _passes(inner, masks) for inner in layer.layers)
    if layer.class_name in MERGING:
        in_time = layer.class_name == "Concatenate" and layer.config.get("axis", -1) == 1
        return len(set(masks)) == 1 and not in_time
    if layer.class_name in RECURRENT:
        return bool(layer.parts.get("forward_layer", layer).config.get("return_sequences"))
    return layer.class_name in PASSING


def free_name(name: str, taken: Mapping[str, Layer]) -> str:
    """The name, or the name with the first number that makes it a new one."""
    number = 1
    while (free := f"{name}_{number}" if number > 1 else name) in taken:
        number += 1
    return free
