"""Which names of a file are used, and which of them nothing in it defines."""

from __future__ import annotations

import libcst as cst
from libcst import metadata


class Usage:
    """The uses of names in a module.

    Attributes:
        module: The module.
        unbound: Names that are used and that nothing in the file binds, builtins apart.
    """

    def __init__(self, module: cst.Module) -> None:
        wrapper = metadata.MetadataWrapper(module, unsafe_skip_copy=True)
        self.module = wrapper.module
        scopes = {scope for scope in wrapper.resolve(metadata.ScopeProvider).values() if scope is not None}
        self.unbound = frozenset(
            name
            for scope in scopes
            for access in scope.accesses
            if not access.referents and (name := cst.helpers.get_full_name_for_node(access.node))
        )
        self._used = used_imports(scopes) | _exported(module)

    def uses(self, name: str) -> bool:
        """Whether an import of this name is used or wanted, or exported by ``__all__``."""
        return name in self._used or name in self.unbound


def used_imports(scopes: set[metadata.Scope]) -> frozenset[str]:
    """Names bound by imports, in any scope, that something uses."""
    return frozenset(
        assignment.name.split(".")[0]
        for scope in scopes
        for assignment in scope.assignments
        if isinstance(assignment, metadata.ImportAssignment) and assignment.references
    )


def _exported(module: cst.Module) -> frozenset[str]:
    for statement in module.body:
        for small in getattr(statement, "body", ()) if isinstance(statement, cst.SimpleStatementLine) else ():
            target = small.targets[0].target if isinstance(small, cst.Assign) else None
            if isinstance(target, cst.Name) and target.value == "__all__":
                names = getattr(small.value, "elements", ())
                values = (each.value for each in names if hasattr(each.value, "evaluated_value"))
                return frozenset(str(value.evaluated_value) for value in values)
    return frozenset()
