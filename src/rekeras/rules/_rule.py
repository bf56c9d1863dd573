"""A rule: one change in Keras's history, what it did to which layers, and the error people see because of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rekeras.archive import Address, Layer, Source, show_address, walk
from rekeras.describe import describe
from rekeras.layers._description import Description
from rekeras.records import Change, Finding, Safety, Severity
from rekeras.registry import NamedByModule


@dataclass(frozen=True)
class Upgraded:
    """What a rule made of a layer, where more is to be said than the layer itself.

    Attributes:
        layer: The new layer; None where it stays as it was.
        what: Sentence for the report; the rule's first docstring line where empty.
        safety: What this change keeps; the rule's own where None.
        findings: What a person should know.
    """

    layer: Layer | None = None
    what: str = ""
    safety: Safety | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Model:
    """The whole model that a rule works in, described once when somebody asks.

    Attributes:
        source: Where it came from.
        root: The outermost model.
        trains: Whether it carries the state of an optimizer: then a variable must stay what it is, so that the next
            step of training is the one that would have followed.
    """

    source: Source
    root: Layer
    trains: bool = False

    @cached_property
    def description(self) -> Description:
        """What every layer gets and gives, before this rule."""
        return describe(self.root)[0]


@dataclass(frozen=True)
class Context:
    """Where a layer stands.

    Attributes:
        model: The whole model as it was before this rule.
        address: The layer's address in it.
    """

    model: Model
    address: Address

    @property
    def source(self) -> Source:
        """Where the model came from."""
        return self.model.source

    @property
    def description(self) -> Description | None:
        """What the layer gets and gives; None where it cannot be inferred."""
        description: Description | None = self.model.description
        for place in self.address:
            description = description.children.get(place) if description else None
        return description

    def refusal(self, code: str, found: str, *, expected: str = "", advice: str = "") -> Finding:
        """A finding that stops the conversion, at this layer."""
        return Finding(code, Severity.REFUSAL, show_address(self.address), found, expected, advice)

    def attention(self, code: str, found: str, *, expected: str = "", advice: str = "") -> Finding:
        """A finding that a person should look at, at this layer."""
        return Finding(code, Severity.ATTENTION, show_address(self.address), found, expected, advice)

    def note(self, code: str, found: str, *, advice: str = "") -> Finding:
        """A finding that is good to know, at this layer."""
        return Finding(code, Severity.NOTE, show_address(self.address), found, "", advice)


Upgrade = Callable[[Layer, Context], "Layer | Upgraded | None"]

EVERY_CLASS = "*"


@dataclass
class Rule(NamedByModule):
    """One change in Keras's history.

    The module's docstring is the rule's documentation: line 1 says what changed; lines ``Symptom: …`` hold the error
    texts that people see because of it; URLs give the source.

    Attributes:
        module: ``__name__`` of the rule's module; its last part is the rule's name.
        changed_in: The Keras version that made the change (``3.0``); rules run oldest first.
        safety: What applying it keeps.
        of_every_source: Whether it also concerns files that a Keras 3 after the change wrote.
        early: Whether it runs before all rules that are not, because it makes shapes known that these ask for.
    """

    module: str
    changed_in: str
    safety: Safety
    of_every_source: bool = False
    early: bool = False
    upgrades: dict[str, list[Upgrade]] = field(default_factory=dict)

    @property
    def order(self) -> tuple[bool, tuple[int, ...], str]:
        """Sorts rules by history, then by name; early ones come first."""
        return not self.early, self.version, self.name

    @property
    def version(self) -> tuple[int, ...]:
        """``changed_in`` as numbers."""
        return tuple(int(part) for part in self.changed_in.split("."))

    def concerns(self, source: Source) -> bool:
        """Whether a file is older than the change. Numbers below 3 are no order: TensorFlow counted in its own way."""
        return self.of_every_source or source.version < (3,) or source.version[:2] < self.version

    @property
    def summary(self) -> str:
        """Line 1 of the documentation."""
        return self.documentation.strip().partition("\n")[0]

    @property
    def symptoms(self) -> tuple[str, ...]:
        """Error texts that people see because of this change."""
        lines = (line.strip() for line in self.documentation.splitlines())
        return tuple(line.removeprefix("Symptom:").strip() for line in lines if line.startswith("Symptom:"))

    def on(self, *class_names: str) -> Callable[[Callable[[Layer], Layer | Upgraded | None]], Upgrade]:
        """Register a function that upgrades layers of these classes; it returns None to leave a layer as it is."""

        def register(function: Callable[[Layer], Layer | Upgraded | None]) -> Upgrade:
            return self.in_context(*class_names)(lambda layer, _context: function(layer))

        return register

    def in_context(self, *class_names: str) -> Callable[[Upgrade], Upgrade]:
        """As ``on``, for a function that also needs to know where the layer stands."""

        def register(upgrade: Upgrade) -> Upgrade:
            for class_name in class_names or (EVERY_CLASS,):
                self.upgrades.setdefault(class_name, []).append(upgrade)
            return upgrade

        return register

    def for_class(self, class_name: str) -> list[Upgrade]:
        """The functions that upgrade layers of this class."""
        return self.upgrades.get(class_name, []) + self.upgrades.get(EVERY_CLASS, [])


def keys_changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """The entries of two configs that differ: removed or old ones, added or new ones."""
    missing = object()
    old = {key: value for key, value in before.items() if after.get(key, missing) != value}
    new = {key: value for key, value in after.items() if before.get(key, missing) != value}
    return old, new


def change_between(rule: str, address: Address, before: Layer, after: Layer, what: str, safety: Safety) -> Change:
    """The record of what became of a layer."""
    old, new = keys_changed(before.config, after.config)
    if before.class_name != after.class_name:
        old["class_name"], new["class_name"] = before.class_name, after.class_name
    if before.name != after.name:
        old["name"], new["name"] = before.name, after.name
    return Change(rule, show_address(address), what, safety, old, new, _tensors_changed(before, after))


def _tensors_changed(before: Layer, after: Layer) -> tuple[str, ...]:
    """Origins of what is gone, and of what was made of them."""
    old = {id(tensor): tensor for _address, layer in walk(before) for tensor in layer.weights.values()}
    new = {id(tensor): tensor for _address, layer in walk(after) for tensor in layer.weights.values()}
    gone = [tensor for key, tensor in old.items() if key not in new]
    made = [tensor for key, tensor in new.items() if key not in old]
    return tuple(dict.fromkeys(origin for tensor in (*gone, *made) for origin in tensor.origins))
