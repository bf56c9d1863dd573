"""Which layers and objects of a model are of classes and functions that the given code defines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive import Address, Code, Layer
from rekeras.custom import discrepancies
from rekeras.custom.session import CodeObject, Session
from rekeras.custom.units import is_foreign
from rekeras.keras3.catalog import catalog
from rekeras.keras3.conformity import is_known_object
from rekeras.keras3.objects import is_activation_key, is_function, is_object, kind_of
from rekeras.records import Finding

LAYERS = ("layer", "model")


@dataclass
class Identifying:
    """The search for the classes of a model.

    Attributes:
        session: The code.
        findings: Classes that are no layers.
        missing: Where each class stands that the code does not define.
    """

    session: Session
    findings: list[Finding] = field(default_factory=list)
    missing: dict[str, list[Address]] = field(default_factory=dict)

    def identified(self, layer: Layer, address: Address = ()) -> Layer:
        """The layer, and everything inside it, with the class that the code has for it."""
        inner = layer.map_children(lambda place, child: self.identified(child, (*address, place)))
        inner = with_own_objects(inner, self.session)
        known = self._class_of(layer)
        if known is None:
            if is_foreign(layer):
                self.missing.setdefault(layer.class_name, []).append(address)
                return replace(inner, code=Code(registered_name=layer.class_name))
            return inner
        if known.kind not in LAYERS:
            self.findings.append(discrepancies.not_a_layer(address, known))
        module = None if known.is_registered else known.module
        package = known.registered_name.rpartition(">")[0] or known.module
        code = replace(inner.code or Code(), module=module, registered_name=known.registered_name)
        code = replace(code, call_arguments=tuple(known.call.get("names", ())), takes_name=known.takes_name)
        return replace(inner, class_name=known.name, package=package, code=code)

    def all_findings(self) -> tuple[Finding, ...]:
        """With one for each class that is missing."""
        absent = (discrepancies.class_missing(name, at, self.session.objects) for name, at in self.missing.items())
        return (*self.findings, *absent)

    def _class_of(self, layer: Layer) -> CodeObject | None:
        objects = self.session.objects
        for name in (f"{layer.package}>{layer.class_name}", layer.class_name):
            if name in objects and (name in self.session.explicit or is_foreign(layer)):
                return objects[name]
        return None


def with_own_objects(layer: Layer, session: Session) -> Layer:
    """The layer with activations, initializers, regularizers and constraints of the code as Keras 3 writes them."""
    own = {key: found for key, value in layer.config.items() if (found := _own_object(key, value, session)) is not None}
    if not own:
        return layer
    code = replace(layer.code or Code(), own_keys=frozenset(own))
    return replace(layer.with_config(own), code=code)


def _own_object(key: str, value: Any, session: Session) -> Any:
    objects = session.objects
    if is_activation_key(key):
        name = value.get("config") if is_function(value) else value
        known = _named(name, objects)
        wanted = str(name) not in catalog().activations or name in session.explicit
        return known.written if known and wanted and known.kind == "function" else None
    kind = kind_of(key)
    if not kind or not is_object(value) or is_known_object(kind, value):
        return None
    known = _named(value.get("registered_name") or value["class_name"], objects)
    known = known or _named(value["class_name"], objects)
    if known is None or f"{known.kind}s" != kind:
        return None
    module = None if known.is_registered else known.module
    return {
        "module": module,
        "class_name": known.name,
        "config": value["config"],
        "registered_name": known.registered_name,
    }


def _named(name: Any, objects: Mapping[str, CodeObject]) -> CodeObject | None:
    """By its name, with or without the package that a decorator put before it."""
    if not isinstance(name, str):
        return None
    return objects.get(name) or objects.get(name.rpartition(">")[2])
