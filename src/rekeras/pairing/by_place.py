"""Pair a model with a file whose tensors have places instead of names, as Keras gave them when it walked the model.

Nothing is found by its shape: a layer's place follows from its class and its number among those of its class, in the
order of the architecture, which is the order in which Keras saved them. Shapes only confirm it.

Sources: ``_save_state`` in ``keras/src/saving/saving_lib.py``; tf-keras ``_layer_checkpoint_dependencies`` in
``engine/functional.py``, which up to TensorFlow 2.13 counts a layer with variables twice (``dense``, ``dense_2``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rekeras.archive import Address, Layer, Leftover, Tensor, show_address
from rekeras.keras3.places import IDF_WEIGHTS, own_groups
from rekeras.layers._description import Description
from rekeras.layers._dtype import quantization
from rekeras.pairing.layer import is_known
from rekeras.pairing.model import Paired
from rekeras.pairing.object_reasons import ONCE_MORE, OPTIMIZER
from rekeras.pairing.optimizer_places import optimizer_places
from rekeras.pairing.saved_places import Placed, saved_places
from rekeras.pairing.slots import show_shape
from rekeras.pairing.tree import Tree, join
from rekeras.pairing.vocabularies import same_vocabulary, vocabulary_path, with_vocabulary
from rekeras.pairing.wanted import Wanted, with_wanted
from rekeras.records import Finding, Severity

ADVICE = "Architecture and weights are not of the same model; use the pair that was saved together."
PUBLIC_NAMES = ("query_dense", "key_dense", "value_dense", "output_dense")
"""Attributes that Keras 2 and the first Keras 3 call by their private name: ``_query_dense``."""
NOT_OF_LAYERS = {
    "optimizer": OPTIMIZER,
    "metrics": "the state of a metric or of training",
    "_metrics": "the state of a metric or of training",
    "compile_metrics": "the state of a metric or of training",
    "vars": "a variable of the model itself",
}


def pair_by_place(model: Layer, description: Description, tree: Tree) -> Paired:
    """Give every layer of the model its tensors.

    Args:
        model: The outermost model, without weights.
        description: Which variables its layers must have.
        tree: What the file has.
    """
    search = _Search(tree)
    wanted = with_wanted(model, description)
    for placed in saved_places(wanted, tree):
        search.add(placed)
    paired = search.filled(wanted)
    state = optimizer_places(tree.tensors)
    search.used.update(one.name for one in state)
    unused = [path for path in tree.tensors if path not in search.used and path not in search.doubled]
    doubled = {path: f"optimizer state{ONCE_MORE}" for path in unused if state and path.startswith("optimizer/")}
    reasons = {path: _reason(path) for path in unused} | search.doubled | doubled
    left = tuple(Leftover(tree.tensors[path], reason) for path, reason in reasons.items())
    return Paired(paired, left, (*search.findings, *_unread(tree, search.used)), state)


@dataclass
class _Search:
    """What was found so far.

    Attributes:
        tree: What the file has.
        found: Tensors by the id of the ``Wanted`` that they are.
        doubled: Paths of tensors that stand in the file a second time, each with the reason.
        unknown: All tensors of layers whose class nobody knows, by address.
        vocabularies: Texts by address.
        used: Paths of all that was found.
        findings: What was not.
    """

    tree: Tree
    found: dict[int, Tensor] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    unknown: dict[Address, dict[str, Tensor]] = field(default_factory=dict)
    vocabularies: dict[Address, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Find what belongs to one layer."""
        layer, path = placed.layer, placed.path
        if path is not None and not is_known(layer):
            self.unknown[placed.address] = below = self.tree.below(path)
            self.used.update(f"{path}/{name}" for name in below)
            return
        if path is not None and (asset := vocabulary_path(layer, path, self.tree)):
            self.vocabularies[placed.address] = self.tree.assets[asset]
            self.used.update(filter(None, (asset, same_vocabulary(asset, self.tree))))
        problems = [f"no {name}" for name in layer.weights] if path is None else list(self._problems(layer, path))
        if problems:
            found = f"{layer.class_name}: the file has {', '.join(problems)}"
            where = show_address(placed.address)
            self.findings.append(Finding("weights_disagree", Severity.REFUSAL, where, found, "", ADVICE))

    def _problems(self, layer: Layer, path: str) -> Iterator[str]:
        """What does not stand where it should; everything else is noted as found."""
        expected: set[str] = set()
        for vars_path, index, wanted in _wanted_in(layer, path):
            place = self._place(vars_path, index)
            expected.add(place)
            tensor = self.tree.tensors.get(place)
            name = f"{wanted.variable.name} {show_shape(wanted.variable.shape)}"
            if id(wanted) in self.found:
                if tensor is not None:
                    self.doubled[place] = f"the {wanted.variable.name} of {layer.name}{ONCE_MORE}"
            elif tensor is None:
                yield f"no {name} at {place}"
            elif not wanted.fits(tensor):
                yield f"{show_shape(tensor.shape)} at {place} for {name}"
            else:
                self.found[id(wanted)] = tensor
                self.used.add(place)
        if not quantization(layer):  # a rule refuses these
            yield from (f"{place}, which no variable of it is" for place in self._more(layer, path, expected))

    def _more(self, layer: Layer, path: str, expected: set[str]) -> Iterator[str]:
        """What stands among the variables of a layer besides those that it must have."""
        for group in own_groups(layer, path) if layer.weights else ():
            for name in self.tree.members(group.vars_path):
                place = f"{group.vars_path}/{name}"
                if place not in expected:
                    yield f"{show_shape(self.tree.tensors[place].shape)} at {place}"

    def _place(self, vars_path: str, index: str) -> str:
        outer, _, owner = vars_path.removesuffix("/vars").rpartition("/")
        public = f"{vars_path}/{index}"
        private = f"{outer}/_{owner}/vars/{index}"
        return private if owner in PUBLIC_NAMES and public not in self.tree.tensors else public

    def filled(self, layer: Layer, address: Address = ()) -> Layer:
        """The layer with everything that was found, and so inside it."""
        inner = layer.map_children(lambda place, child: self.filled(child, (*address, place)))
        weights = {name: self.found[id(one)] for name, one in layer.weights.items() if id(one) in self.found}
        filled = replace(inner, weights=self.unknown.get(address, weights))
        if address not in self.vocabularies:
            return filled
        try:
            return with_vocabulary(filled, self.vocabularies[address], weights.get(IDF_WEIGHTS))
        except ValueError as problem:
            found = f"its vocabulary makes no sense: {problem}"
            self.findings.append(Finding("no_vocabulary", Severity.REFUSAL, show_address(address), found))
            return filled


def _wanted_in(layer: Layer, path: str) -> Iterator[tuple[str, str, Wanted]]:
    """Every variable that a layer keeps, its own first: path of its object, its number there, and what it is.

    Those that no Keras 3 has (the summary of Discretization) follow those that it has.
    """
    placed: set[int] = set()
    own = 0
    for group in own_groups(layer, path):
        for index, wanted in group.variables.items():
            assert isinstance(wanted, Wanted)  # noqa: S101 - with_wanted() put them there
            placed.add(id(wanted))
            own += group.path == path
            yield group.vars_path, index, wanted
    for wanted in layer.weights.values():
        assert isinstance(wanted, Wanted)  # noqa: S101 - see above
        if id(wanted) not in placed:
            yield join(path, "vars"), str(own), wanted
            own += 1


def _reason(path: str) -> str:
    if "seed_generator" in path or "random_generator" in path:
        return "the state of a random generator"
    return NOT_OF_LAYERS.get(path.partition("/")[0], "no layer of the architecture stands there")


def _unread(tree: Tree, used: set[str]) -> Iterator[Finding]:
    if unread := sorted(tree.assets.keys() - used):
        found = f"the file holds assets of no layer: {', '.join(unread)}"
        yield Finding("assets_left_over", Severity.ATTENTION, "", found, advice="They are not carried over.")
