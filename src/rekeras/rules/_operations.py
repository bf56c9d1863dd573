"""Rebuild a Functional model in which some layers are TensorFlow operations, call by call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, map_refs, refs_in, show_address, walk
from rekeras.describe import describe
from rekeras.errors import NONSENSE
from rekeras.keras3.strangers import OPERATION_LAYERS
from rekeras.layers._description import Inputs, Spec
from rekeras.lexicon._axes import shared_axes
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size
from rekeras.records import Finding, Severity
from rekeras.rules._rule import Context, Upgraded
from rekeras.rules._translation import KEEP, TRANSLATIONS, Translation


@dataclass(frozen=True)
class Failure:
    """A call that could not be translated, why, and what a person can do."""

    layer: str
    what: str
    reason: str
    advice: str = KEEP


@dataclass
class _Work:
    """A graph on its way from old to new.

    Attributes:
        build: The new graph.
        values: What each old tensor has become.
        failures: The calls that could not be translated.
        lost: Calls of which nothing is known, by layer and node.
    """

    build: Build
    values: dict[TensorRef, Any] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    lost: set[tuple[str, int]] = field(default_factory=set)

    def translate(self, layer: Layer, call: Call, translation: Translation) -> None:
        """Replace a call by what the lexicon makes of it; what follows a failure is not to blame."""
        mark = len(self.build.calls)
        self.build.name = layer.name if call.node == 0 else f"{layer.name}_{call.node}"
        given = self._now(call)
        try:
            made = translation.translate(self.build, layer, given)
        except Untranslatable as problem:
            self._fail(layer, call, translation, str(problem))
            return
        except NONSENSE as problem:
            reason = f"its description makes no sense ({type(problem).__name__}: {problem})"
            self._fail(layer, call, translation, reason)
            return
        made = self.build.named(made, mark)
        if self._is_lost(call):
            self.lost.add((call.layer, call.node))
        several = isinstance(made, tuple) or (isinstance(made, list) and any(True for _ in refs_in(made)))
        outputs = made if several else [made]
        self.values |= {TensorRef(call.layer, call.node, index): value for index, value in enumerate(outputs)}

    def pass_on(self, layer: Layer, call: Call) -> None:
        """Keep a call of an ordinary layer and see what it gives."""
        given, build = self._now(call), self.build
        build.name = layer.name
        args, kwargs = _without_sizes(build, given.args), _without_sizes(build, dict(given.kwargs))
        build.calls.append(replace(given, args=args, kwargs=kwargs))
        inputs = Inputs(map_refs(args, build.spec), map_refs(kwargs, build.spec))
        for index, spec in enumerate(_flat(describe(layer, inputs)[0].outputs)):
            ref = TensorRef(call.layer, call.node, index)
            build.specs[ref] = spec
            build.axes_of_others |= dict(shared_axes(layer, args, ref, build.spec))
        if self._is_lost(call):
            self.lost.add((call.layer, call.node))

    def _fail(self, layer: Layer, call: Call, translation: Translation, reason: str) -> None:
        given = self._now(call)
        if not self._is_lost(call):
            advice = translation.advice.format(name=layer.name)
            self.failures.append(Failure(layer.name, translation.shown(layer, given), reason, advice))
        self._lose(layer, given)

    def _lose(self, layer: Layer, call: Call) -> None:
        self.lost.add((call.layer, call.node))
        self.build.layers[layer.name] = layer
        args, kwargs = _without_sizes(self.build, call.args), _without_sizes(self.build, dict(call.kwargs))
        self.build.calls.append(replace(call, args=args, kwargs=kwargs))

    def _is_lost(self, call: Call) -> bool:
        return any((ref.layer, ref.node) in self.lost for ref in refs_in((call.args, dict(call.kwargs))))

    def now(self, structure: Any) -> Any:
        """A structure of old tensors with what they have become."""
        return map_refs(structure, self._value_of)

    def _value_of(self, ref: TensorRef) -> Any:
        first = replace(ref, tensor=0)
        if ref not in self.values and first in self.values:
            self.failures.append(Failure(ref.layer, f"output {ref.tensor}", "it does not have so many outputs"))
            return self.values[first]
        return self.values.get(ref, ref)

    def _now(self, call: Call) -> Call:
        return replace(call, args=self.now(call.args), kwargs=self.now(dict(call.kwargs)))


def translated(model: Layer, context: Context, classes: Collection[str]) -> Upgraded | None:
    """A model with every call of the classes in ``TRANSLATIONS`` translated; a refusal for each that cannot be.

    Args:
        model: Any layer.
        context: Where it stands.
        classes: Those that the rule is about.

    Returns:
        None where it has no layer of these classes.
    """
    if not any(layer.class_name in classes for _place, layer in model.children()):
        return None
    concerned = [layer for _place, layer in model.children() if layer.class_name in TRANSLATIONS]
    if model.graph is None:
        reason = f"it stands in {model.class_name}, where it is called on nothing that can be known"
        failures = [Failure(layer.name, layer.class_name, reason) for layer in concerned]
        return Upgraded(findings=tuple(_refusal(context, failure) for failure in failures))
    new, found = _rebuilt(model, model.graph, context)
    count = len(concerned) - len(found)
    what = f"{count} layer{'s' * (count != 1)} of plain functions became operations of Keras 3"
    return Upgraded(new, what, findings=tuple(_refusal(context, failure) for failure in found))


def _refusal(context: Context, failure: Failure) -> Finding:
    where = show_address((*context.address, failure.layer))
    found = f"{failure.what}: {failure.reason}"
    return Finding("untranslated_operation", Severity.REFUSAL, where, found, "", failure.advice)


def _rebuilt(model: Layer, graph: Graph, context: Context) -> tuple[Layer, list[Failure]]:
    by_name = {layer.name: layer for layer in model.layers}
    called = {call.layer for call in graph.calls}  # the reader has refused operations that nothing calls
    kept = {name: one for name, one in by_name.items() if one.class_name not in TRANSLATIONS or name not in called}
    tensors = context.description.tensors if context.description else {}
    work = _Work(Build({ref: spec for ref, spec in tensors.items() if ref in set(refs_in(graph.inputs))}, kept))
    work.build.unmasked = not any(_masks(layer) for _address, layer in walk(context.model.root))
    first, *others = refs_in(graph.inputs)
    work.build.axes_of_others |= {(ref, 0): (first, 0) for ref in others if work.build.is_open(ref, 0)}
    for call in graph.calls:
        layer = by_name[call.layer]
        if layer.class_name in TRANSLATIONS:
            work.translate(layer, call, TRANSLATIONS[layer.class_name])
        else:
            work.pass_on(layer, call)
    outputs = work.now(graph.outputs)
    for ref in refs_in(graph.outputs):
        if not isinstance(work.values.get(ref, ref), TensorRef):
            work.failures.append(Failure(ref.layer, "an output of the model", "it does not depend on the inputs"))
            outputs = graph.outputs
    new = Graph(tuple(work.build.calls), graph.inputs, outputs)
    return _without_unused(replace(model, layers=tuple(work.build.layers.values()), graph=new)), work.failures


def _masks(layer: Layer) -> bool:
    return layer.class_name == "Masking" or bool(layer.config.get("mask_zero"))


def _without_unused(model: Layer) -> Layer:
    """The model without operations whose results nothing uses."""
    graph = model.graph
    assert graph is not None  # noqa: S101 - it was just made
    needed = {ref.layer for ref in refs_in(graph.outputs)}
    operations = {layer.name for layer in model.layers if layer.is_operation or layer.class_name in OPERATION_LAYERS}
    calls: list[Call] = []
    for call in reversed(graph.calls):
        if call.layer in needed or call.layer not in operations:
            calls.append(call)
            needed |= {ref.layer for ref in refs_in((call.args, dict(call.kwargs)))}
    layers = tuple(layer for layer in model.layers if layer.name in needed or layer.name not in operations)
    return replace(model, layers=layers, graph=replace(graph, calls=tuple(reversed(calls))))


def _without_sizes(build: Build, value: Any) -> Any:
    if isinstance(value, Size):
        return build.materialized(value)
    if isinstance(value, dict):
        return {key: _without_sizes(build, item) for key, item in value.items()}
    return type(value)(_without_sizes(build, item) for item in value) if isinstance(value, list | tuple) else value


def _flat(outputs: Any) -> list[Spec]:
    if isinstance(outputs, Spec):
        return [outputs]
    values = outputs.values() if isinstance(outputs, Mapping) else outputs
    return [spec for value in values for spec in _flat(value)]
