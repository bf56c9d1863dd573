"""A parsed file, and what its names mean."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from libcst import metadata

from rekeras.source._bindings import OLD_NAMES, Imports, top_level
from rekeras.source._names import canonical, public_names
from rekeras.source._usage import used_imports

KNOWN = ("keras", "tensorflow")
"""The packages whose names are looked at."""


class SourceFile:
    """One file of Python, parsed once.

    Attributes:
        module: Its syntax tree.
        bindings: Names that its imports (and assignments like ``tfk = tf.keras``) bind at the top level, with what they
            stand for.
        used_imports: Names bound by imports that something uses.
        needed: Modules that migrated code names and the file did not import, with the names it uses for them.
    """

    def __init__(self, module: cst.Module) -> None:
        wrapper = metadata.MetadataWrapper(module, unsafe_skip_copy=True)
        self.module = wrapper.module
        self._scopes = wrapper.resolve(metadata.ScopeProvider)
        self._positions = wrapper.resolve(metadata.PositionProvider)
        self._contexts = wrapper.resolve(metadata.ExpressionContextProvider)
        self._parents = wrapper.resolve(metadata.ParentNodeProvider)
        self._imports = Imports()
        self.module.visit(self._imports)
        self.aliases: dict[str, str] = {}
        self.aliases = dict(self._aliases())
        self.bindings = {**self._imports.bound, **self._imports.handed_on, **self.aliases}
        scopes = {scope for scope in self._scopes.values() if scope is not None}
        self._taken = frozenset(assignment.name for scope in scopes for assignment in scope.assignments)
        self.used_imports = used_imports(scopes)
        self._classes = {each.name.value: each for each in self.module.body if isinstance(each, cst.ClassDef)}
        self.needed: dict[str, str] = {}

    def name_of(self, node: cst.CSTNode) -> str:
        """What a name or a chain of attributes stands for (``keras.backend.dot``); empty for local objects."""
        scope = self._scopes.get(node)
        if scope is None or not _is_chain(node) or self._contexts.get(node) is metadata.ExpressionContext.STORE:
            return ""
        found = {self._meaning(each) for each in scope.get_qualified_names_for(node)}
        root, dot, rest = code_of(node).partition(".")
        if root in self._imports.handed_on and found == {""}:
            found = {canonical(self._imports.handed_on[root] + dot + rest)}
        elif not found and root in self._imports.bound:
            found = {canonical(self._imports.bound[root] + dot + rest)}
        elif not found and self._imports.stars:
            found = {self._from_star(root + dot + rest)}
        return found.pop() if len(found) == 1 else ""

    def is_of_tensorflow(self, node: cst.CSTNode) -> bool:
        """Whether a name comes from ``tensorflow.keras``, not from Keras when it stood alone."""
        scope = self._scopes.get(node)
        names = scope.get_qualified_names_for(node) if scope is not None else ()
        return any(name.name.startswith("tensorflow") for name in names)

    def line_of(self, node: cst.CSTNode) -> int:
        """The line on which a node of the parsed tree begins, from 1."""
        return int(self._positions[node].start.line)

    def parent_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """What a node of the parsed tree is a part of."""
        return self._parents.get(node)

    def local(self, module: str) -> str:
        """The name under which the file can say ``keras`` or ``keras.ops``; it will be imported if it is not yet."""
        known = next((name for name, meaning in self.bindings.items() if meaning == module), None)
        if known:
            return known
        if module not in self.needed:
            last = module.rpartition(".")[2]
            names = [last, module.replace(".", "_"), f"{module.replace('.', '_')}_3"]
            self.needed[module] = next(name for name in names if name not in self._taken)
        return self.needed[module]

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What a node of the parsed tree stands in, the innermost first."""
        parent = self.parent_of(node)
        while parent is not None:
            yield parent
            parent = self.parent_of(parent)

    def defined_by(self, name: cst.Name) -> tuple[cst.CSTNode, ...]:
        """What gives a name of the parsed tree its value: definitions, or the targets of assignments."""
        scope = self._scopes.get(name)
        return tuple(getattr(each, "node", name) for each in scope[name.value]) if scope is not None else ()

    def bases_of(self, node: cst.ClassDef) -> tuple[str, ...]:
        """What the bases of a class stand for, with the bases of those in this file."""
        found: list[str] = []
        for base in node.bases:
            if name := self.name_of(base.value):
                found.append(name)
            local = self._classes.get(base.value.value) if isinstance(base.value, cst.Name) else None
            if local is not None and local is not node:
                found += self.bases_of(local)
        return tuple(found)

    def is_free(self, name: str, meaning: str) -> bool:
        """Whether a name can stand for this: nothing else in the file has it."""
        return name not in self._taken or self.bindings.get(name) == meaning

    def spelled(self, name: str) -> str:
        """How new code says a name of Keras 3: ``ops.matmul`` for ``keras.ops.matmul``, ``keras.layers.Dense``."""
        for module, bound in ((meaning, local) for local, meaning in self.bindings.items() if meaning != "keras"):
            if module.startswith("keras.") and name.startswith(f"{module}."):
                return bound + name[len(module) :]
        if name.startswith("keras.ops."):
            return self.local("keras.ops") + name.removeprefix("keras.ops")
        return self.local("keras") + name.removeprefix("keras")

    def _meaning(self, name: metadata.QualifiedName) -> str:
        if name.source is metadata.QualifiedNameSource.IMPORT:
            return "" if name.name.startswith(".") else canonical(name.name)
        first, dot, rest = name.name.partition(".")
        if name.source is metadata.QualifiedNameSource.LOCAL and first in self.aliases:
            return canonical(self.aliases[first] + dot + rest)
        return ""

    def _from_star(self, code: str) -> str:
        first = code.partition(".")[0]
        for module in self._imports.stars:
            if first in public_names().get(module, ()) or first in OLD_NAMES.get(module, ()):
                return canonical(f"{module}.{code}")
        return ""

    def _aliases(self) -> Iterator[tuple[str, str]]:
        for statement in top_level(self.module.body):
            if isinstance(statement, cst.Assign) and len(statement.targets) == 1:
                target = statement.targets[0].target
                meaning = self.name_of(statement.value)
                if isinstance(target, cst.Name) and meaning.split(".")[0] in KNOWN and self._set_once(target):
                    yield target.value, meaning

    def _set_once(self, target: cst.Name) -> bool:
        scope = self._scopes[target]
        return scope is not None and len(set(scope[target.value])) == 1


def code_of(node: cst.CSTNode) -> str:
    """The code of a node."""
    return cst.Module([]).code_for_node(node)


def _is_chain(node: cst.CSTNode) -> bool:
    """Whether it is a name, or attributes of one."""
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name)
