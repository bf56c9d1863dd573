"""Give the layers of somebody's own classes what their code says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive import Address, Archive, Code, Layer, Source, Tensor, show_address, walk
from rekeras.custom import discrepancies
from rekeras.custom.matching import Made, Matching, Stored, match
from rekeras.custom.places import Owner, Places, with_tensors
from rekeras.custom.requests import call_for, config_for, from_data, is_known_call
from rekeras.custom.session import CodeObject, Session
from rekeras.custom.units import Unit, is_foreign, units
from rekeras.describe import describe
from rekeras.keras3.places import part_path
from rekeras.layers._description import Inputs
from rekeras.records import Finding, Severity


def customized(archive: Archive, session: Session) -> Archive:
    """The archive with every layer of the code's classes built and paired with its tensors.

    What does not agree is a finding; a layer that could not be built stays without variables, and is refused by that.
    """
    customizing = _Customizing(archive.source, session)
    model = customizing.identified(archive.model, ())
    found = {unit.address: unit for unit in units(model, customizing.needs_code)}
    asking = {address: _Asking(customizing, unit) for address, unit in found.items()}
    describe(_with_units(model, {address: one.layer for address, one in asking.items()}))
    finished = {address: one.finished() for address, one in asking.items()}
    findings = (*customizing.findings, *(finding for one in asking.values() for finding in one.findings))
    kept = tuple(one for one in archive.findings if not _is_settled(one, finished))
    return replace(archive, model=_with_units(model, finished), findings=(*kept, *findings))


def _with_units(layer: Layer, found: Mapping[Address, Layer], at: Address = ()) -> Layer:
    if at in found:
        return found[at]
    return layer.map_children(lambda place, child: _with_units(child, found, (*at, place)))


def _is_settled(finding: Finding, finished: Mapping[Address, Layer]) -> bool:
    """What reading said of weights that only the code knows."""
    where = {show_address(address) for address in finished}
    return finding.code in ("weights_disagree", "weights_missing") and finding.where in where


@dataclass
class _Customizing:
    """Which classes there are."""

    source: Source
    session: Session
    findings: list[Finding] = field(default_factory=list)

    def object_for(self, layer: Layer) -> CodeObject | None:
        """The code's class for a layer."""
        objects = self.session.objects
        for name in (f"{layer.package}>{layer.class_name}", layer.class_name):
            if name in objects and (name in self.session.explicit or is_foreign(layer)):
                return objects[name]
        return None

    def needs_code(self, layer: Layer) -> bool:
        """Whether it is of a class of somebody's own, found or not."""
        return layer.code is not None or is_foreign(layer)

    def identified(self, layer: Layer, address: Address) -> Layer:
        """The layer, and everything inside it, with the class that the code has for it."""
        inner = layer.map_children(lambda place, child: self.identified(child, (*address, place)))
        known = self.object_for(layer)
        if known is None:
            if is_foreign(layer):
                self.findings.append(discrepancies.class_missing(layer, address, self.session.objects))
                return replace(inner, code=Code(registered_name=layer.class_name))
            return inner
        if known.kind not in ("layer", "model"):
            self.findings.append(discrepancies.not_a_layer(address, known))
        module = None if known.is_registered else known.module
        arguments = tuple(known.call.get("names", ()))
        code = Code(module, known.registered_name, arguments)
        package = known.registered_name.rpartition(">")[0] or known.module
        return replace(inner, class_name=known.name, package=package, code=code)


class _Asking:
    """One unit while its code is asked; ``layer`` asks when it is described."""

    def __init__(self, customizing: _Customizing, unit: Unit) -> None:
        self._customizing, self._unit = customizing, unit
        self.findings: list[Finding] = []
        self._outputs = _Outputs(self._ask)
        self._answer: dict[str, Any] | None = None
        self._inputs = Inputs()
        own = unit.layer.code or Code()
        self.layer = replace(unit.layer, code=replace(own, outputs=self._outputs))

    def _ask(self, inputs: Inputs) -> Any:
        """Have it built on these inputs; what it gives."""
        if self._cannot_be_built() or not is_known_call(inputs):
            return None
        config = config_for(self._unit.layer, self._customizing.source)
        answer = self._customizing.session.build(config, [call_for(inputs)])
        if self._answer is None or "error" in answer:
            self._answer, self._inputs = answer, inputs
        return None if "error" in answer else from_data(answer["calls"][0]["outputs"])

    def _cannot_be_built(self) -> bool:
        own = [layer for _address, layer in walk(self._unit.layer) if self._customizing.needs_code(layer)]
        known = [self._object(layer) for layer in own]
        return any(one is None or one.kind not in ("layer", "model") for one in known)

    def _object(self, layer: Layer) -> CodeObject | None:
        objects = self._customizing.session.objects.values()
        name = layer.code.registered_name if layer.code else layer.class_name
        return next((one for one in objects if one.registered_name == name), None)

    def finished(self) -> Layer:
        """The unit with its tensors where its code wants them; as it was, with findings, where they do not agree."""
        if self._answer is None:
            if not self._cannot_be_built():
                self.findings.append(discrepancies.shape_unknown(self._unit.layer, self._unit.address))
            return self._unit.layer
        if "error" in self._answer:
            self._explain(self._answer)
            return self._unit.layer
        answer = self._answer
        unit = _with_parts(self._unit.layer, "", answer["objects"])
        self.findings += discrepancies.untracked(self._unit.address, answer["untracked"])
        made = [_made(told) for told in answer["variables"]]
        if lost := [one for one in made if not one.place]:
            self.findings += discrepancies.not_saved(self._unit.address, lost)
        pairing = _pair(unit, Places(unit, self._inputs), made)
        if not pairing.matching.is_complete:
            self.findings.append(discrepancies.weights_disagree(unit, self._unit.address, pairing.matching))
        if pairing.matching.by == "order":
            self.findings.append(discrepancies.by_order(unit, self._unit.address, pairing.matching))
        if any(finding.severity is Severity.REFUSAL for finding in self.findings):
            return self._unit.layer
        filled = _with_places(with_tensors(unit, pairing.tensors), pairing.places)
        return replace(filled, code=replace(filled.code or Code(), outputs=self._outputs.recorded(), built=True))

    def _explain(self, answer: Mapping[str, Any]) -> None:
        known = self._object(self._unit.layer)
        if answer["stage"] == "make":
            for address, layer in walk(self._unit.layer):
                if layer.code and layer.code.is_own_class and (one := self._object(layer)):
                    self.findings += discrepancies.config_problems(layer, (*self._unit.address, *address), one)
        if answer["stage"] != "make" or not self.findings:
            self.findings.append(discrepancies.code_fails(self._unit.layer, self._unit.address, answer, known))


@dataclass
class _Outputs:
    """What a unit gives for what it is called on; asks once for each."""

    ask: Callable[[Inputs], Any]
    known: dict[str, Any] = field(default_factory=dict)

    def __call__(self, inputs: Inputs) -> Any:
        key = _shapes(inputs)
        if key not in self.known:
            self.known[key] = self.ask(inputs)
        return self.known[key]

    def recorded(self) -> _Outputs:
        """The same without asking any more."""
        return _Outputs(lambda _inputs: None, dict(self.known))


def _shapes(inputs: Inputs) -> str:
    """What outputs depend on: the shapes of the tensors and every other argument, not the dtypes."""
    call = call_for(inputs)
    return repr(_without_dtypes(call))


def _without_dtypes(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value["__spec__"]["shape"] if "__spec__" in value else {k: _without_dtypes(v) for k, v in value.items()}
    return [_without_dtypes(one) for one in value] if isinstance(value, list) else value


def _made(told: Mapping[str, Any]) -> Made:
    return Made(told["path"], told["attribute"], told["place"], tuple(told["shape"]), told["dtype"], told["trainable"])


def _with_parts(layer: Layer, path: str, objects: Mapping[str, str]) -> Layer:
    """The layer with the attributes that hold the parts of own classes, by the names of the layers there."""
    if layer.code and layer.code.is_own_class:
        prefix = f"{path}/" if path else ""
        inside = {place.removeprefix(prefix): name for place, name in objects.items() if place.startswith(prefix)}
        by_name = {name: place for place, name in reversed(inside.items())}
        parts = {place: by_name[part.name] for place, part in layer.parts.items() if part.name in by_name}
        layer = replace(layer, code=replace(layer.code, parts=parts))

    def inner(place: str, child: Layer) -> Layer:
        below = part_path(layer, place) if place in layer.parts else None
        return child if below is None else _with_parts(child, f"{path}/{below}".removeprefix("/"), objects)

    return layer.map_children(inner)


@dataclass(frozen=True)
class _Pairing:
    matching: Matching
    tensors: Mapping[Address, Mapping[str, Tensor]]
    places: Mapping[Address, Mapping[str, str]]


def _pair(unit: Layer, places: Places, made: list[Made]) -> _Pairing:
    """Tensors that the book of layers has paired already by their place, all others with what is left."""
    by_place = {one.place: one for one in made}
    settled: list[tuple[Made, Tensor]] = []
    stored: list[Stored] = []
    for address, layer in walk(unit):
        for name, tensor in layer.weights.items():
            known = by_place.get(places.known_place(address, name))
            if known is not None and known.shape == tensor.shape:
                settled.append((known, tensor))
                del by_place[known.place]
            else:
                stored.append(Stored(places.name_of(address, name), tensor))
    matching = match(stored, [one for one in made if one.place in by_place])
    tensors: dict[Address, dict[str, Tensor]] = {}
    at: dict[Address, dict[str, str]] = {}
    pairs = {one.place: tensor for one, tensor in settled}
    pairs |= {one.place: found.tensor for one, found in matching.pairs}
    for one in made:
        owner = places.owner(one.place) or Owner((), one.place)
        if one.place in pairs:
            tensors.setdefault(owner.address, {})[owner.name] = pairs[one.place]
            at.setdefault(owner.address, {})[owner.name] = owner.name
    return _Pairing(matching, tensors, at)


def _with_places(layer: Layer, places: Mapping[Address, Mapping[str, str]], at: Address = ()) -> Layer:
    inner = layer.map_children(lambda place, child: _with_places(child, places, (*at, place)))
    if inner.code is None or not inner.code.is_own_class:
        return inner
    return replace(inner, code=replace(inner.code, places=dict(places.get(at, {})), built=True))
