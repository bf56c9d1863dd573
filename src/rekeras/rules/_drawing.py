"""Draw a small Functional model of Keras layers that stands where a layer stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Call, Graph, Layer, Tensor, TensorRef, walk
from rekeras.archive.layer import NUMPY_OPERATIONS
from rekeras.layers._description import Spec
from rekeras.records import Finding
from rekeras.rules._rule import Context

Ref = TensorRef
KEPT = ("dtype", "trainable")
UNMASKED = "Keep this model in the framework that made it, or report the file to rekeras."


@dataclass
class Drawing:
    """The calls and layers of a model while it is drawn; each call draws a layer of its own.

    Attributes:
        layer: The layer that the model stands for; its name, dtype and ``trainable`` are kept.
        specs: What the layer is called on.
        listed: Whether it is called on a list of tensors.
    """

    layer: Layer
    specs: Sequence[Spec]
    listed: bool = False
    drawn: list[Layer] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    inputs: list[Ref] = field(default_factory=list)

    def __post_init__(self) -> None:
        for index, spec in enumerate(self.specs):
            name = f"input_{index + 1}" if self.listed else "input"
            config = {"batch_shape": list(spec.shape or ()), "dtype": spec.dtype, "sparse": False}
            self.drawn.append(Layer("InputLayer", name, config))
            self.inputs.append(Ref(name))

    def __call__(
        self,
        class_name: str,
        name: str,
        given: Ref | Sequence[Ref],
        config: Mapping[str, Any] | None = None,
        weights: Mapping[str, Tensor] | None = None,
    ) -> Ref:
        """Call a new layer on tensors; returns what it gives."""
        return self.put(Layer(class_name, name, dict(config or {}), dict(weights or {})), given)

    def operation(self, class_name: str, name: str, given: Ref, **config: Any) -> Ref:
        """Call an operation of ``keras.ops`` on one tensor."""
        self.drawn.append(Layer(class_name, name, config, package=NUMPY_OPERATIONS))
        self.calls.append(Call(name, 0, (given,)))
        return Ref(name)

    def put(self, layer: Layer, *given: Ref | Sequence[Ref], **arguments: Any) -> Ref:
        """Call a layer that is already there, on one argument or several."""
        common = {key: self.layer.config[key] for key in KEPT if key in self.layer.config}
        self.drawn.append(layer.with_config(common | dict(layer.config)))
        args = tuple(one if isinstance(one, Ref) else list(one) for one in given)
        self.calls.append(Call(layer.name, 0, args, arguments))
        return Ref(layer.name)

    def model(self, outputs: Ref | Sequence[Ref]) -> Layer:
        """The model that gives these outputs."""
        config = {key: self.layer.config[key] for key in KEPT if key in self.layer.config}
        given: Any = self.inputs if self.listed else self.inputs[0]
        graph = Graph(tuple(self.calls), given, outputs if isinstance(outputs, Ref) else list(outputs))
        return Layer("Functional", self.layer.name, config, layers=tuple(self.drawn), graph=graph)


def drawing_for(layer: Layer, context: Context) -> Drawing | None:
    """An empty drawing with the layer's inputs; None where their shapes are not known."""
    inputs = context.description.inputs if context.description else None
    specs = inputs.specs if inputs else ()
    if inputs is None or not specs or any(spec.shape is None for spec in specs):
        return None
    return Drawing(layer, specs, listed=isinstance(inputs.args[0], list | tuple))


def shape_unknown(layer: Layer, context: Context) -> Finding:
    """The refusal for a layer whose inputs are of unknown shape."""
    return context.refusal(
        "size_unknown",
        f"{layer.class_name} is called on tensors of unknown shape",
        expected="inputs of known shape, and layers before it that can be converted",
        advice="Give the model inputs of a fixed shape in the original framework, and save it again.",
    )


def may_be_masked(context: Context) -> bool:
    """Whether a mask may come along with what a layer is called on: there are masks, and it gets sequences.

    Layers of others pass masks on in their own ways, so it is not followed where exactly they go.
    """
    made = any(one.class_name == "Masking" or one.config.get("mask_zero") for _at, one in walk(context.model.root))
    specs = context.description.inputs.specs if context.description else ()
    return made and any(spec.rank in (None, 3) for spec in specs)


def mask_refused(layer: Layer, context: Context, *, advice: str = UNMASKED) -> Finding:
    """The refusal for a layer that is written out with layers which treat masks otherwise."""
    return context.refusal(
        "masked_input",
        f"{layer.class_name} stands in a model with masks, which what it is written as would lose or pass on wrongly",
        expected="no Masking, and no Embedding with mask_zero, in a model with this layer on sequences",
        advice=advice,
    )


def constant(**config: Any) -> dict[str, Any]:
    """Config of an EinsumDense whose numbers are no weights: no bias, no training."""
    none = ("activation", "bias_axes", "kernel_regularizer", "bias_regularizer", "kernel_constraint", "bias_constraint")
    named = {"kernel_initializer": "zeros", "bias_initializer": "zeros", "trainable": False}
    return dict.fromkeys(none) | named | config
