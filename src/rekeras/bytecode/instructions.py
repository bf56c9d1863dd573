"""The bytes of a code object as instructions, in the numbering of one Python.

Jump targets are offsets in bytes, whatever unit that Python counts in. The inline caches of Python 3.11 and later are
skipped; in a file they are zero, and where they are not the code is another Python's.

Source: the ``dis`` page of each version's library reference, https://docs.python.org/3/library/dis.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rekeras.bytecode.code_layout import BytecodeError, Layout
from rekeras.bytecode.code_object import CodeObject

MAX_INSTRUCTIONS = 2_000
RELATIVE = frozenset({"FOR_ITER", "JUMP_FORWARD", "SETUP_LOOP", "SETUP_EXCEPT", "SETUP_FINALLY", "SETUP_WITH"})
ABSOLUTE = frozenset({"JUMP_ABSOLUTE", "CONTINUE_LOOP"})


@dataclass(frozen=True)
class Python:
    """One minor version of CPython: its instructions by number, and how many bytes of cache follow each."""

    version: tuple[int, int]
    names: Mapping[int, str]
    have_argument: int
    comparisons: tuple[str, ...]
    operators: tuple[str, ...]
    caches: Mapping[str, int]

    @property
    def layout(self) -> Layout:
        """How it writes code objects."""
        if self.version < (3, 0):
            return Layout.PYTHON2
        if self.version < (3, 8):
            return Layout.PYTHON30
        return Layout.PYTHON38 if self.version < (3, 11) else Layout.PYTHON311

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


@dataclass(frozen=True)
class Instruction:
    """One instruction: where it stands, where the next one stands, its argument, and where it may jump to."""

    offset: int
    end: int
    name: str
    argument: int
    target: int | None = None


@cache
def pythons() -> tuple[Python, ...]:
    """Every Python whose instructions are known, oldest first."""
    tables = json.loads(files(__package__).joinpath("opcodes.json").read_bytes())
    return tuple(
        Python(
            version=_version(table["python"]),
            names={code: name for name, code in table["instructions"].items()},
            have_argument=table["have_argument"],
            comparisons=tuple(table["comparisons"]),
            operators=tuple(table["operators"]),
            caches=table["caches"],
        )
        for table in tables
    )


def _version(text: str) -> tuple[int, int]:
    major, _dot, minor = text.partition(".")
    return int(major), int(minor)


def instructions(code: CodeObject, python: Python) -> dict[int, Instruction]:
    """The instructions by offset, in order.

    Raises:
        BytecodeError: An instruction is unknown to that Python, is cut off or jumps out of the code.
    """
    found: dict[int, Instruction] = {}
    offset, extended = 0, 0
    while offset < len(code.code):
        start = offset
        name, argument, offset = _one(code.code, offset, python)
        argument |= extended
        extended = 0
        if name == "EXTENDED_ARG":
            extended = argument << (16 if python.version < (3, 6) else 8)
            found[start] = Instruction(start, offset, "NOP", 0)
            continue
        for instruction in _single(Instruction(start, offset, name, argument, _target(name, argument, offset, python))):
            found[instruction.offset] = instruction
        if len(found) > MAX_INSTRUCTIONS:
            raise BytecodeError(f"{code.name} has more than {MAX_INSTRUCTIONS} instructions")
    for instruction in found.values():
        if instruction.target is not None and instruction.target not in found:
            raise BytecodeError(f"{code.name} jumps out of its code")
    if not found:
        raise BytecodeError(f"{code.name} has no instructions")
    return found


def _single(instruction: Instruction) -> tuple[Instruction, ...]:
    """The two instructions that Python 3.13 has for LOAD_FAST_LOAD_FAST and its like, the second one byte on."""
    first, separator, second = instruction.name.partition("_FAST_")
    if not separator or not second.startswith(("LOAD_FAST", "STORE_FAST")):
        return (instruction,)
    middle = instruction.offset + 1
    high, low = instruction.argument >> 4, instruction.argument & 15
    return (
        Instruction(instruction.offset, middle, f"{first}_FAST", high),
        Instruction(middle, instruction.end, second, low),
    )


def _one(code: bytes, offset: int, python: Python) -> tuple[str, int, int]:
    """Name, argument and end of the instruction at an offset."""
    number = code[offset]
    name = python.names.get(number)
    if name is None or name == "CACHE":
        raise BytecodeError(f"instruction {number} is unknown to Python {python}")
    has_argument = number >= python.have_argument
    size = 2 if python.version >= (3, 6) else 3 if has_argument else 1
    argument = int.from_bytes(code[offset + 1 : offset + size], "little")
    end = offset + size + 2 * python.caches.get(name, 0)
    if end > len(code) or any(code[offset + size : end]):
        raise BytecodeError(f"instruction {name} is cut off, or not that of Python {python}")
    return name, argument, end


def _target(name: str, argument: int, end: int, python: Python) -> int | None:
    unit = 2 if python.version >= (3, 10) else 1
    if name in RELATIVE:
        return end + unit * argument
    if name in ("JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"):
        return end - unit * argument
    if name in ABSOLUTE:
        return unit * argument
    if "JUMP" in name and "_IF_" in name:
        if python.version < (3, 11):
            return unit * argument
        return end - unit * argument if "BACKWARD" in name else end + unit * argument
    return None
