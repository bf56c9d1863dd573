"""The marshal format of Python 2.7 and 3.4 to 3.14, read into plain values and ``CodeObject``; bounded, never executed.

``marshal.loads`` reads only its own Python's code objects and crashes the interpreter on crafted input.

Source: ``Python/marshal.c``, https://docs.python.org/3/library/marshal.html
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rekeras.bytecode.code_layout import FIELDS, HEADS, KINDS, BytecodeError, Layout, code_object
from rekeras.bytecode.code_object import CodeObject

MAX_DEPTH, MAX_VALUES = 60, 200_000
FLAG_REF = 0x80


_NULL, _PENDING = object(), object()


def read_marshal(data: bytes, layout: Layout) -> Any:
    """Read one value that fills the whole stream.

    Raises:
        BytecodeError: It is damaged, goes beyond the limits, or stands in another layout.
    """
    stream = _Stream(data, layout)
    try:
        value = stream.value(0)
    except (struct.error, ValueError, OverflowError, RecursionError) as error:
        raise BytecodeError(f"the marshalled code is damaged: {error}") from error
    if stream.position != len(data):
        raise BytecodeError(f"{len(data) - stream.position} bytes follow the marshalled code")
    return value


@dataclass
class _Stream:
    data: bytes
    layout: Layout
    position: int = 0
    values: int = 0
    references: list[Any] = field(default_factory=list)
    interned: list[str] = field(default_factory=list)

    def value(self, depth: int) -> Any:
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise BytecodeError("the marshalled code is nested too deeply or holds too much")
        byte = self.take(1)[0]
        kind, is_kept = chr(byte & ~FLAG_REF), bool(byte & FLAG_REF)
        place = len(self.references)
        if is_kept:
            self.references.append(_PENDING)
        made = self._make(kind, depth + 1)
        if is_kept:
            self.references[place] = made
        return made

    def take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.position:
            raise BytecodeError("the marshalled code is cut off")
        self.position += size
        return self.data[self.position - size : self.position]

    def number(self, form: str) -> Any:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))[0]

    def _make(self, kind: str, depth: int) -> Any:
        if kind in CONSTANTS:
            return CONSTANTS[kind]
        if kind in SCALARS:
            return SCALARS[kind](self)
        if kind in "()[<>":
            items = self.items(self.number("B" if kind == ")" else "i"), depth)
            return tuple(items) if kind in "()" else items if kind == "[" else frozenset(items)
        if kind == "{":
            return self.mapping(depth)
        if kind == ":":
            return slice(*self.items(3, depth))
        if kind == "c":
            return self.code(depth)
        raise BytecodeError(f"the marshalled code holds a value of the unknown kind {kind!r}")

    def items(self, count: int, depth: int) -> list[Any]:
        if not 0 <= count <= len(self.data) - self.position:
            raise BytecodeError("the marshalled code is cut off")
        return [self.value(depth) for _ in range(count)]

    def mapping(self, depth: int) -> dict[Any, Any]:
        made = {}
        while (key := self.value(depth)) is not _NULL:
            try:
                made[key] = self.value(depth)
            except TypeError as error:
                raise BytecodeError("the marshalled code holds a dict with impossible keys") from error
        return made

    def count(self) -> int:
        """How many items or bytes follow; none is less than a byte."""
        count = int(self.number("i"))
        if abs(count) > len(self.data) - self.position:
            raise BytecodeError("the marshalled code is cut off")
        return count

    def reference(self) -> Any:
        index = self.number("i")
        if not 0 <= index < len(self.references) or self.references[index] is _PENDING:
            raise BytecodeError("the marshalled code refers to itself")
        return self.references[index]

    def long(self) -> int:
        count = self.count()
        number = sum(int(self.number("H")) << (15 * index) for index in range(abs(count)))
        return -number if count < 0 else number

    def text(self, form: str, encoding: str, *, interned: bool = False) -> str:
        made = self.take(self.number(form)).decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict")
        if interned:
            self.interned.append(made)
        return made

    def string(self) -> bytes | str:
        taken = self.take(self.number("i"))
        return taken.decode("latin-1") if self.layout is Layout.PYTHON2 else taken

    def code(self, depth: int) -> CodeObject:
        counts = [self.number("i") for _ in range(HEADS[self.layout])]
        names = FIELDS[self.layout]
        parts = dict(zip(names, (self._part(name, depth) for name in names), strict=True))
        return code_object(counts, parts, self.layout)

    def _part(self, name: str, depth: int) -> Any:
        if name == "line":
            return self.number("i")
        part = self.value(depth)
        if name in ("code", "lines") and isinstance(part, str):
            part = part.encode("latin-1")
        if not isinstance(part, KINDS[name]):
            raise BytecodeError(f"the marshalled code has no proper {name}")
        if isinstance(part, tuple) and name != "consts" and not all(isinstance(item, str) for item in part):
            raise BytecodeError(f"the marshalled code has no proper {name}")
        return part


CONSTANTS = {"N": None, "F": False, "T": True, ".": Ellipsis, "0": _NULL}
SCALARS: dict[str, Callable[[_Stream], Any]] = {
    "i": lambda stream: stream.number("i"),
    "I": lambda stream: stream.number("q"),
    "l": _Stream.long,
    "f": lambda stream: float(stream.text("B", "ascii")),
    "g": lambda stream: stream.number("d"),
    "y": lambda stream: complex(stream.number("d"), stream.number("d")),
    "s": _Stream.string,
    "t": lambda stream: stream.text("i", "utf-8", interned=True),
    "R": lambda stream: _interned(stream, stream.number("i")),
    "u": lambda stream: stream.text("i", "utf-8"),
    "a": lambda stream: stream.text("i", "ascii"),
    "A": lambda stream: stream.text("i", "ascii"),
    "z": lambda stream: stream.text("B", "ascii"),
    "Z": lambda stream: stream.text("B", "ascii"),
    "r": _Stream.reference,
}


def _interned(stream: _Stream, index: int) -> str:
    if not 0 <= index < len(stream.interned):
        raise BytecodeError("the marshalled code refers to a name that it does not hold")
    return stream.interned[index]
