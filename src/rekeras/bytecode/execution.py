"""Runs through a function's instructions with expressions in place of values: what comes out is its source.

A branch runs both ways to where they meet; what differs there becomes ``a if test else b`` or an ``if`` statement. A
loop is gone through once.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rekeras.bytecode import branches, building, calling, comprehension, defining, loading, operating
from rekeras.bytecode.branches import End
from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.code_object import CodeObject
from rekeras.bytecode.flow import ALWAYS, ENDS, meetings
from rekeras.bytecode.frame import Frame, Handler, Marker, same
from rekeras.bytecode.instructions import Instruction, Python, instructions

MAX_STEPS, MAX_DEPTH = 20_000, 40
HANDLERS: Mapping[str, Handler] = loading.HANDLERS | operating.HANDLERS | building.HANDLERS | calling.HANDLERS


@dataclass
class Budget:
    """How much may still be done, for one function with all its inner ones."""

    steps: int = MAX_STEPS

    def spend(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise BytecodeError("the code is too long, or branches too often, to be followed")


def statements(code: CodeObject, python: Python, budget: Budget, depth: int = 0) -> list[ast.stmt]:
    """The body of a function as statements.

    Raises:
        BytecodeError: The code is damaged, another Python's, or holds what is not understood.
    """
    if depth > MAX_DEPTH:
        raise BytecodeError("functions stand in functions too deeply")
    found = instructions(code, python)
    running = _Running(code, python, found, meetings(found), budget, depth)
    end = running.block(0, Frame(code, python, []), frozenset())
    if end.offset is not None:
        raise BytecodeError(f"{code.name} has no end")
    body = end.frame.body
    if code.is_generator and len(body) == 2 and isinstance(body[0], ast.Expr):
        return [ast.Return(body[0].value)]  # a generator expression: what its loop became
    return body


@dataclass
class _Running:
    code: CodeObject
    python: Python
    instructions: Mapping[int, Instruction]
    meetings: Mapping[int, int | None]
    budget: Budget
    depth: int
    nesting: int = field(default=0)

    def block(self, offset: int, frame: Frame, stops: frozenset[int]) -> End:
        """Run until a return, or to one of the offsets."""
        self.nesting += 1
        if self.nesting > MAX_DEPTH:
            raise BytecodeError("branches and loops stand in each other too deeply")
        at: int | None = offset
        while at is not None and at not in stops:
            self.budget.spend()
            if at not in self.instructions:
                raise BytecodeError(f"{self.code.name} runs out of its code")
            at = self._step(self.instructions[at], frame, stops)
        self.nesting -= 1
        return End(at, frame)

    def _step(self, instruction: Instruction, frame: Frame, stops: frozenset[int]) -> int | None:
        """Do one instruction; where it goes on, None after a return."""
        name = instruction.name
        if name == "FOR_ITER":
            return self._loop(instruction, frame)
        if "JUMP" in name and "_IF_" in name:
            return self._branch(instruction, frame, stops)
        if name in ALWAYS:
            return instruction.target
        if name == "RAISE_VARARGS":
            taken = frame.take(instruction.argument)
            frame.say(ast.Raise(taken[0] if taken else None, None))
            return None
        if name in ("MAKE_FUNCTION", "MAKE_CLOSURE"):
            defining.make_function(frame, instruction, self._inner)
        elif name == "SET_FUNCTION_ATTRIBUTE":
            defining.set_attribute(frame, instruction)
        elif name.startswith(("STORE_FAST", "STORE_NAME", "STORE_DEREF", "UNPACK_")):
            target, end = self._target(instruction)
            _store(frame, target)
            return end
        elif name in HANDLERS:
            HANDLERS[name](frame, instruction)
        else:
            raise BytecodeError(f"{self.code.name} uses {name}, which is not understood")
        return None if name in ENDS else instruction.end

    def _inner(self, code: CodeObject) -> list[ast.stmt]:
        return statements(code, self.python, self.budget, self.depth + 1)

    def _target(self, instruction: Instruction) -> tuple[ast.expr, int]:
        """What a store assigns to, and where the next instruction stands; an unpacking is several stores."""
        self.budget.spend()
        name, argument = instruction.name, instruction.argument
        frame = Frame(self.code, self.python, [])
        if name == "STORE_FAST":
            return ast.Name(frame.variable(argument).id, ast.Store()), instruction.end
        if name == "STORE_DEREF":
            return ast.Name(frame.cell(argument).id, ast.Store()), instruction.end
        if name == "STORE_NAME":
            return ast.Name(frame.name(argument), ast.Store()), instruction.end
        if name not in ("UNPACK_SEQUENCE", "UNPACK_EX"):
            raise BytecodeError(f"{self.code.name} unpacks by {name}, which is not understood")
        count = argument if name == "UNPACK_SEQUENCE" else (argument & 0xFF) + 1 + (argument >> 8)
        targets: list[ast.expr] = []
        end = instruction.end
        for index in range(count):
            if end not in self.instructions:
                raise BytecodeError(f"{self.code.name} runs out of its code")
            target, end = self._target(self.instructions[end])
            starred = name == "UNPACK_EX" and index == argument & 0xFF
            targets.append(ast.Starred(target, ast.Store()) if starred else target)
        return ast.Tuple(targets, ast.Store()), end

    def _loop(self, head: Instruction, frame: Frame) -> int | None:
        """A ``for`` loop, or the comprehension that it is."""
        first = self.instructions.get(head.end)
        if first is None or not frame.stack:
            raise BytecodeError(f"{self.code.name} has a loop without a body")
        target, start = self._target(first)
        inside = Frame(self.code, self.python, list(frame.stack), base=len(frame.stack))
        end = self.block(start, inside, frozenset({head.offset}))
        if end.offset != head.offset or not _alike(end.frame.stack, frame.stack):
            raise BytecodeError(f"{self.code.name} leaves a loop in the middle, which is not understood")
        iterable = frame.pop()
        comprehension.close_loop(frame, target, iterable, end.frame.body)
        return self._after_loop(head)

    def _after_loop(self, head: Instruction) -> int | None:
        """Python 3.12 on: the instructions that take the iterator off the stack are for other ways out."""
        at = head.target
        for name in ("END_FOR", "POP_TOP") if self.python.version >= (3, 13) else ("END_FOR",):
            if at is not None and at in self.instructions and self.instructions[at].name == name:
                at = self.instructions[at].end
        return at

    def _branch(self, instruction: Instruction, frame: Frame, stops: frozenset[int]) -> int | None:
        value = frame.pop()
        test, keeps, end = branches.jump_test(instruction.name, value), "OR_POP" in instruction.name, instruction.end
        if frame.stack and frame.stack[-1] is value and self._is_pop(end):  # Python 3.12 on: COPY, jump, POP_TOP
            frame.pop()
            keeps, end = True, self.instructions[end].end
        meeting = self.meetings.get(instruction.offset)
        inner = stops | {meeting} if meeting is not None else stops
        assert instruction.target is not None  # noqa: S101 - a jump has one
        jumped = replace(frame, stack=[*frame.stack, value] if keeps else list(frame.stack), body=[])
        passed = replace(frame, stack=list(frame.stack), body=[])
        taken = self.block(instruction.target, jumped, inner)
        fallen = self.block(end, passed, inner)
        return branches.join(frame, test, value if keeps else None, taken, fallen)

    def _is_pop(self, offset: int) -> bool:
        return offset in self.instructions and self.instructions[offset].name == "POP_TOP"


def _alike(one: list[ast.expr], other: list[ast.expr]) -> bool:
    return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))


def _store(frame: Frame, target: ast.expr) -> None:
    top = frame.stack[-1] if frame.stack else None
    if isinstance(top, Marker) and isinstance(top.content, tuple) and isinstance(target, ast.Name):
        frame.pop()
        module = top.content[1]
        frame.say(ast.Import([ast.alias(module, None if module == target.id else target.id)]))
        return
    loading.store(frame, target)
