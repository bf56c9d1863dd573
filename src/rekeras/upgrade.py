"""Run every rule, oldest change of Keras first, over every layer, and keep the books."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from rekeras.archive import Address, Archive, Layer, Source, walk
from rekeras.records import Change, Finding
from rekeras.registry import units_of
from rekeras.rules._rule import EVERY_CLASS, Context, Model, Rule, Upgraded, change_between


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of history."""
    return tuple(sorted(units_of("rekeras.rules", "rule", Rule), key=lambda rule: rule.order))


@dataclass(frozen=True)
class Upgrade:
    """What the rules made of an archive."""

    archive: Archive
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Books:
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def upgrade(archive: Archive) -> Upgrade:
    """Return the archive as Keras 3 would have it, with what was changed and what needs attention.

    Nothing is refused here: a refusal is a finding, so that all of them are known at once.
    """
    books = _Books()
    model = archive.model
    classes = _classes(model)
    for rule in rules():
        if rule.concerns(archive.source) and (EVERY_CLASS in rule.upgrades or classes & rule.upgrades.keys()):
            model = _apply(rule, Model(archive.source, model, bool(archive.state)), books)
            classes = _classes(model)
    return Upgrade(replace(archive, model=model), tuple(books.changes), (*archive.findings, *books.findings))


def apply_rule(
    rule: Rule, model: Layer, source: Source, *, trains: bool = False
) -> tuple[Layer, tuple[Change, ...], tuple[Finding, ...]]:
    """Run one rule over a model; for tests, and for whoever wants to see what a single rule does."""
    books = _Books()
    if not rule.concerns(source):
        return model, (), ()
    upgraded = _apply(rule, Model(source, model, trains), books)
    return upgraded, tuple(books.changes), tuple(books.findings)


def _classes(model: Layer) -> set[str]:
    return {layer.class_name for _address, layer in walk(model)}


def _apply(rule: Rule, model: Model, books: _Books) -> Layer:
    def visit(layer: Layer, address: Address) -> Layer:
        """Upgrade the inner layers, then the layer itself, which may rename or replace them."""
        layer = layer.map_children(lambda place, child: visit(child, (*address, place)))
        for function in rule.for_class(layer.class_name):
            outcome = function(layer, Context(model, address))
            if outcome is None:
                continue
            upgraded = outcome if isinstance(outcome, Upgraded) else Upgraded(outcome)
            books.findings.extend(upgraded.findings)
            if upgraded.layer is not None:
                what, safety = upgraded.what or rule.summary, upgraded.safety or rule.safety
                books.changes.append(change_between(rule.name, address, layer, upgraded.layer, what, safety))
                layer = upgraded.layer
        return layer

    return visit(model.root, ())
