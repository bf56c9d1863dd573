"""Places in the code that a unit looks at, and the means to write what stands there instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from rekeras.source._arguments import matched, plain, tight, with_keywords
from rekeras.source._building import built
from rekeras.source._file import SourceFile
from rekeras.source._unit import Expression, Refused


@dataclass(frozen=True)
class Site:
    """A place in the code.

    Attributes:
        name: What stands there: ``keras.backend.dot``; for methods and attributes of objects only their own name.
        file: The file it stands in, which knows what names mean.
    """

    name: str
    file: SourceFile

    def build(self, template: str, **parts: Expression) -> Expression:
        """Write new code.

        Args:
            template: Python with ``{name}`` for parts, and ``ops.`` or ``keras.`` for Keras 3, whatever the file calls
                them: ``ops.clip(0.2 * {x} + 0.5, 0, 1)``. The imports follow.
            parts: Expressions; they get parentheses where they need them.
        """
        return built(self.file, template, parts)

    def meaning(self, original: cst.CSTNode) -> str:
        """What a name in the parsed tree stands for (``tensorflow.float32``); empty for local objects."""
        return self.file.name_of(original)


@dataclass(frozen=True)
class Reference(Site):
    """A name or attribute that is not called.

    Attributes:
        node: As it stands, with inner parts migrated.
        original: The same in the parsed tree.
    """

    node: cst.Name | cst.Attribute
    original: cst.Name | cst.Attribute

    @property
    def receiver(self) -> Expression:
        """The object whose attribute it is."""
        assert isinstance(self.node, cst.Attribute)  # noqa: S101 - attributes are registered for such only
        return self.node.value


@dataclass(frozen=True)
class Call(Site):
    """A call of something.

    Attributes:
        node: As it stands, with the arguments migrated.
        original: The same in the parsed tree.
    """

    node: cst.Call
    original: cst.Call

    @property
    def receiver(self) -> Expression:
        """The object whose method is called."""
        assert isinstance(self.node.func, cst.Attribute)  # noqa: S101 - methods are registered for such only
        return self.node.func.value

    def bind(self, signature: str, *, original: bool = False) -> dict[str, Expression]:
        """The arguments by the names of the old signature; those that are not given are absent.

        Args:
            signature: Names in their old order, with spaces: ``"x axis keepdims"``; names after ``*`` are taken by
                keyword only; ``axis|dim`` says other names for one; a first argument must be given if it ends in ``!``.
            original: Give the nodes of the parsed tree, for asking what names mean.

        Raises:
            Refused: The call does not fit, or has ``*`` or ``**`` arguments.
        """
        node = self.original if original else self.node
        return {name: arg.value for name, arg in matched(node, signature).items()}

    def renamed(self, target: str, rename: Mapping[str, str] | None = None, drop: Sequence[str] = ()) -> cst.Call:
        """The same call of a function of Keras 3, with keywords renamed or dropped; the format of the rest stays."""
        func = cst.parse_expression(self.file.spelled(target))
        return with_keywords(self.node.with_changes(func=func), rename or {}, drop)

    def to(self, target: str, *args: Expression | None, **kwargs: Expression | None) -> cst.Call:
        """A call of a function of Keras 3 (``keras.ops.sum``) with these arguments; None ones are left out."""
        positional = [cst.Arg(plain(value)) for value in args if value is not None]
        named = [
            cst.Arg(plain(value), keyword=cst.Name(key), equal=tight())
            for key, value in kwargs.items()
            if value is not None
        ]
        return cst.Call(cst.parse_expression(self.file.spelled(target)), [*positional, *named])

    def refuse(self, reason: str, advice: str = "") -> Refused:
        """For ``raise call.refuse(...)``."""
        return Refused(reason, advice)


@dataclass(frozen=True)
class Assignment(Site):
    """``self.name = value``.

    Attributes:
        node: As it stands, with the value migrated.
        original: The same in the parsed tree.
    """

    node: cst.Assign
    original: cst.Assign


@dataclass(frozen=True)
class Comparison(Site):
    """``left == right``; its name is empty.

    Attributes:
        node: As it stands, with both sides migrated.
        original: The same in the parsed tree.
    """

    node: cst.Comparison
    original: cst.Comparison


@dataclass(frozen=True)
class Part(Site):
    """``object[index]``; its name is empty.

    Attributes:
        node: As it stands, with object and index migrated.
        original: The same in the parsed tree.
    """

    node: cst.Subscript
    original: cst.Subscript


@dataclass(frozen=True)
class Statement(Site):
    """A line of its own; its name is empty.

    Attributes:
        node: As it stands, with what it says migrated.
        original: The same in the parsed tree.
    """

    node: cst.SimpleStatementLine
    original: cst.SimpleStatementLine


@dataclass(frozen=True)
class ClassDefinition(Site):
    """A class; its name is what it is called.

    Attributes:
        node: As it stands, with its body migrated.
        original: The same in the parsed tree.
        bases: What its bases stand for (``keras.layers.Layer``), those of bases in the same file included.
    """

    node: cst.ClassDef
    original: cst.ClassDef
    bases: tuple[str, ...]

    @property
    def is_layer(self) -> bool:
        """Whether it is surely a layer or a model of Keras."""
        modules = ("keras.layers.", "keras.models.", "keras.Layer", "keras.Model")
        return any(base.startswith(modules) for base in self.bases)
