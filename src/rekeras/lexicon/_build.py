"""Makes operations of Keras 3 one after the other, as an entry of the lexicon asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Call, Layer, TensorRef, map_refs
from rekeras.containers.text import non_finite
from rekeras.describe import describe
from rekeras.keras3.bias import is_mistaken
from rekeras.keras3.naming import to_snake_case
from rekeras.keras3.operations import array, is_contested, operations
from rekeras.layers._description import Inputs, Spec
from rekeras.layers._operands import operand
from rekeras.lexicon._axes import shared_axes
from rekeras.lexicon._known import Known, has_ref
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size, has_size, plain

LARGEST = 1_000_000
"""How many numbers a constant that rekeras makes may have."""


class Build(Known):
    """A graph that grows by operations.

    Attributes:
        layers: What was made, by name; in a model that is translated, all its layers stand there as well.
        calls: The calls, in order.
        name: What new operations are called after.
        unmasked: Whether no masks pass through the model, so that layers may stand for operations, which drop masks.
    """

    def __init__(
        self, specs: Mapping[TensorRef, Spec] | None = None, layers: Mapping[str, Layer] | None = None
    ) -> None:
        super().__init__(specs or {})
        self.layers = dict(layers or {})
        self.calls: list[Call] = []
        self.name = ""
        self.unmasked = False

    def op(self, class_name: str, *args: Any, **config: Any) -> Any:
        """Call an operation.

        Args:
            class_name: Its class in ``keras.src.ops``.
            args: The arguments of its call, by position: tensors, numbers, arrays as ``array`` makes them.
            config: The arguments of its constructor.

        Returns:
            A ``TensorRef``, or a list of them.

        Raises:
            Untranslatable: The shapes do not fit.
        """
        known = operations()[class_name]
        if extra := config.keys() - known.keys.keys():
            raise TypeError(f"{class_name} takes no {sorted(extra)}")
        name = self.free_name(f"{self.name}_{to_snake_case(class_name)}" if self.name else to_snake_case(class_name))
        layer = Layer(class_name, name, plain(config), package=known.module)
        if class_name == "Add" and self._looks_like_bias(*args):
            args = args[::-1]
        return self.call(layer, *args)

    def _looks_like_bias(self, value: Any, added: Any) -> bool:
        """Whether TensorFlow takes what is added for a bias of another axis; not where it is the first operand."""
        given, other = (operand(map_refs(one, self.spec)) for one in (value, added))
        if given is None or not given.shape or other is None or other.shape is None or None in other.shape:
            return False
        return is_mistaken(tuple(size for size in other.shape if size is not None), given.shape)

    def layer(self, class_name: str, *args: Any, **config: Any) -> Any:
        """Call a new layer of Keras 3 that has no variables."""
        name = self.free_name(f"{self.name}_{to_snake_case(class_name)}" if self.name else to_snake_case(class_name))
        return self.call(Layer(class_name, name, plain(config)), *args)

    def call(self, layer: Layer, *args: Any) -> Any:
        """Call a new layer, or an operation, on tensors and constants."""
        args = tuple(map(plain, args))
        if any(True for _ in non_finite({"args": list(args), "config": dict(layer.config)})):
            raise Untranslatable("it computes with an infinite constant")
        given = map_refs(args, self.spec)
        description, problems = describe(layer, Inputs(given))
        if problems:
            raise Untranslatable("; ".join(problem.found for problem in problems))
        self.layers[layer.name] = layer
        self.calls.append(Call(layer.name, 0, args))
        outputs = description.outputs if isinstance(description.outputs, list) else [description.outputs]
        refs = [TensorRef(layer.name, 0, index) for index in range(len(outputs))]
        self.specs |= dict(zip(refs, outputs, strict=True))
        for ref in refs:
            self.axes_of_others |= dict(shared_axes(layer, args, ref, self.spec))
        return refs if isinstance(description.outputs, list) else refs[0]

    def named(self, made: Any, mark: int) -> Any:
        """What was made since a mark among the calls, its last operation under the name that was asked for."""
        if len(self.calls) == mark or self.name in self.layers:
            return made
        old, new = self.calls[-1].layer, self.name
        layers = [
            (new, replace(layer, name=new)) if name == old else (name, layer) for name, layer in self.layers.items()
        ]
        self.layers = dict(layers)
        self.calls[-1] = replace(self.calls[-1], layer=new)
        for ref in [ref for ref in self.specs if ref.layer == old]:
            self.specs[replace(ref, layer=new)] = self.specs.pop(ref)
        for ref, axis in [mine for mine in self.axes_of_others if mine[0].layer == old]:
            self.axes_of_others[replace(ref, layer=new), axis] = self.axes_of_others.pop((ref, axis))
        return map_refs(made, lambda ref: replace(ref, layer=new) if ref.layer == old else ref)

    def prefers_layer(self, class_name: str) -> bool:
        """Whether a layer reads in more versions of Keras 3 than the operation: before 3.11 many take no name.

        Such an operation is then called after its class, and fails beside a layer that is called so, too.
        """
        return self.unmasked and is_contested(Layer(class_name, ""), self.layers)

    def free_name(self, name: str) -> str:
        """The name, or the name with a number that makes it a new one."""
        number, free = 1, name
        while free in self.layers:
            free, number = f"{name}_{number}", number + 1
        return free

    def count(self, value: Any) -> int:
        """How many there are of something that is made one by one.

        Raises:
            Untranslatable: It is no number, depends on the input, or is too large for a model's config.
        """
        count = self.known(value)
        if not isinstance(count, int) or not 0 <= count <= LARGEST:
            raise Untranslatable(f"it makes {count} of something; at most {LARGEST} are written into a config")
        return count

    def operand(self, value: Any, *beside: Any, dtype: str = "") -> Any:
        """A tensor, number or list of numbers as an operation takes it beside others; lists in their dtype."""
        if isinstance(value, Size):
            return self.materialized(value)
        if isinstance(value, list | tuple) and (has_ref(value) or has_size(value)):
            parts = [self.operand(part, *beside, dtype=dtype) for part in value]
            return self.op("Stack", [self.as_tensor(part, *beside, dtype=dtype) for part in parts], axis=0)
        value = plain(value)
        return array(value, dtype or self.dtype(*beside)) if isinstance(value, list) else value

    def as_tensor(self, value: Any, *beside: Any, dtype: str = "") -> Any:
        """As ``operand``, numbers as arrays, too: for operations that take no bare numbers."""
        value = self.operand(value, *beside, dtype=dtype)
        return array(value, dtype or self.dtype(*beside)) if isinstance(value, int | float) else value

    def materialized(self, size: Size) -> TensorRef:
        """The size of open axes as a tensor: as many ones as the axis is long, added up."""
        made: Any = size.factor
        for ref, axis in size.axes:
            ones = self.op("Cast", self.op("OnesLike", ref), dtype="int32")
            others = [other for other in range(self.rank(ref)) if other != axis]
            ones = self.op("Max", ones, axis=others) if others else ones
            count = self.op("Sum", ones)
            made = self.op("Multiply", count, made) if made != 1 else count
        made_ref: TensorRef = made
        return made_ref if size.dtype == "int32" else self.cast(made_ref, size.dtype)

    def cast(self, value: Any, dtype: str) -> Any:
        """A tensor in another dtype; as it is where it has that already."""
        return value if self.dtype(value) == dtype else self.op("Cast", value, dtype=dtype)
