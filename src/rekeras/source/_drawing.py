"""Random numbers inside layers: Keras 3 wants a seed generator that the layer holds, or JAX refuses to compile."""

from __future__ import annotations

import libcst as cst

from rekeras.source._arguments import tight
from rekeras.source._file import SourceFile, code_of
from rekeras.source._sites import Call
from rekeras.source._unit import Refused

GENERATOR = "seed_generator"
MODELS = ("keras.layers.", "keras.models.", "keras.Model", "keras.Layer")
EAGER = frozenset({"__init__", "build", "get_config", "from_config"})
"""Methods that no backend compiles."""


def with_seed(call: Call, made: cst.BaseExpression) -> cst.BaseExpression:
    """What a function became, each drawing of random numbers in it with the layer's seed generator.

    Raises:
        Refused: It draws in a function outside a layer, where nothing holds a generator; the translation stays.
    """
    module = f"{call.file.spelled('keras.random')}."
    drawing, before = _Drawing(module), _Drawing(module)
    seeded = made.visit(drawing)
    call.node.visit(before)
    assert isinstance(seeded, cst.BaseExpression)  # noqa: S101 - only arguments are added
    if drawing.found == before.found:
        return made
    function, cls = _around(call.file, call.original)
    if function is None or (cls is not None and function.name.value in EAGER):
        return made
    if cls is None or not _is_layer(call.file, cls):
        if cls is not None and any("initializers" in base for base in call.file.bases_of(cls)):
            return made
        advice = "Draw in the call of a layer, with seed=self.seed_generator (a keras.random.SeedGenerator)."
        raise Refused("JAX compiles random numbers only with a seed that a layer holds", advice, made)
    return seeded


def _around(file: SourceFile, node: cst.CSTNode) -> tuple[cst.FunctionDef | None, cst.ClassDef | None]:
    """The outermost function around it, below the class if there is one."""
    function = None
    for outer in file.around(node):
        if isinstance(outer, cst.FunctionDef):
            function = outer
        if isinstance(outer, cst.ClassDef):
            return function, outer
    return function, None


def _is_layer(file: SourceFile, cls: cst.ClassDef) -> bool:
    """Whether Keras says so, or it has a method ``call``, its bases being defined elsewhere."""
    names = [each.name.value for each in cls.body.body if isinstance(each, cst.FunctionDef)]
    return any(base.startswith(MODELS) for base in file.bases_of(cls)) or "call" in names


class _Drawing(cst.CSTTransformer):
    """Adds the generator to calls of ``keras.random`` that have no seed."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self._module = module
        self.found = 0

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        keys = [arg.keyword.value for arg in original_node.args if arg.keyword]
        if not code_of(original_node.func).startswith(self._module) or "seed" in keys:
            return updated_node
        self.found += 1
        value = cst.Attribute(cst.Name("self"), cst.Name(GENERATOR))
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        args = [*updated_node.args]
        if args and not isinstance(args[-1].comma, cst.Comma):
            args[-1] = args[-1].with_changes(comma=comma)
        return updated_node.with_changes(args=[*args, cst.Arg(value, keyword=cst.Name("seed"), equal=tight())])
