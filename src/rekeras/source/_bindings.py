"""What the imports of a file bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from rekeras.source._names import canonical

OLD_NAMES = {
    "keras.layers": frozenset(
        {
            *("merge", "Merge", "Highway", "MaxoutDense", "TimeDistributedDense", "Deconvolution2D"),
            *("AtrousConvolution2D", "AtrousConvolution1D", "SReLU", "ParametricSoftplus", "ThresholdedReLU"),
            *("CuDNNGRU", "CuDNNLSTM"),
        }
    )
}
"""Names that ``from keras.layers import *`` also gave."""


HANDED_ON = {("keras", "keras"): "keras", ("K", "backend"): "keras.backend", ("K", "K"): "keras.backend"}
"""What packages import from a module of their own that chooses between tf.keras and Keras: as what, and called what."""


class Imports(cst.CSTVisitor):
    """What the imports at the top level bind, also under ``try`` and ``if``."""

    def __init__(self) -> None:
        self.bound: dict[str, str] = {}
        self.handed_on: dict[str, str] = {}
        self.stars: list[str] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        return False

    def visit_Import(self, node: cst.Import) -> None:
        for alias in node.names:
            name = alias.evaluated_name
            local = alias.evaluated_alias
            self.bound[local or name.split(".")[0]] = canonical(name if local else name.split(".")[0])

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        if node.relative and not isinstance(node.names, cst.ImportStar):
            local = {alias.evaluated_alias or alias.evaluated_name: alias.evaluated_name for alias in node.names}
            self.handed_on |= {name: HANDED_ON[name, was] for name, was in local.items() if (name, was) in HANDED_ON}
        if node.relative or node.module is None:
            return
        module = cst.helpers.get_full_name_for_node_or_raise(node.module)
        if isinstance(node.names, cst.ImportStar):
            self.stars.append(canonical(module))
            return
        for alias in node.names:
            self.bound[alias.evaluated_alias or alias.evaluated_name] = canonical(f"{module}.{alias.evaluated_name}")


def top_level(statements: Sequence[cst.BaseStatement]) -> Iterator[cst.BaseSmallStatement]:
    for statement in statements:
        if isinstance(statement, cst.SimpleStatementLine):
            yield from statement.body
        elif isinstance(statement, cst.Try | cst.If) and isinstance(statement.body, cst.IndentedBlock):
            yield from top_level(statement.body.body)
