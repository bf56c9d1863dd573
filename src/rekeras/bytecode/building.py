"""Instructions that build tuples, lists, sets, dicts and strings, and those that add to ones under way."""

from __future__ import annotations

import ast

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.frame import Append, Frame, Handler, Marker
from rekeras.bytecode.instructions import Instruction


def build_tuple(frame: Frame, instruction: Instruction) -> None:
    frame.push(ast.Tuple(frame.take(instruction.argument), ast.Load()))


def build_list(frame: Frame, instruction: Instruction) -> None:
    frame.push(ast.List(frame.take(instruction.argument), ast.Load()))


def build_set(frame: Frame, instruction: Instruction) -> None:
    frame.push(ast.Set(frame.take(instruction.argument)))


def build_map(frame: Frame, instruction: Instruction) -> None:
    """Python 2 only says how many will follow, each with a STORE_MAP."""
    pairs = [] if frame.python.version < (3, 5) else frame.take(2 * instruction.argument)
    frame.push(ast.Dict([*pairs[::2]], [*pairs[1::2]]))


def store_map(frame: Frame, _instruction: Instruction) -> None:
    value, key = frame.take(2)
    made = frame.pop()
    if not isinstance(made, ast.Dict):
        raise BytecodeError("STORE_MAP into what is no dict")
    frame.push(ast.Dict([*made.keys, key], [*made.values, value]))


def build_const_key_map(frame: Frame, instruction: Instruction) -> None:
    keys = frame.pop()
    if not isinstance(keys, ast.Tuple) or len(keys.elts) != instruction.argument:
        raise BytecodeError("BUILD_CONST_KEY_MAP without its keys")
    frame.push(ast.Dict([*keys.elts], frame.take(instruction.argument)))


def unpacked(value: ast.expr) -> list[ast.expr]:
    """The items of a literal, or one that is spread (``*value``)."""
    return list(value.elts) if isinstance(value, ast.Tuple | ast.List) else [ast.Starred(value, ast.Load())]


def build_unpacked(frame: Frame, instruction: Instruction) -> None:
    """Several collections in a row as one (Python 3.5 to 3.8)."""
    items = [item for part in frame.take(instruction.argument) for item in unpacked(part)]
    made: ast.expr = ast.List(items, ast.Load()) if "LIST" in instruction.name else ast.Tuple(items, ast.Load())
    frame.push(ast.Set(items) if "SET" in instruction.name else made)


def build_map_unpack(frame: Frame, instruction: Instruction) -> None:
    count = instruction.argument & 0xFF
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for part in frame.take(count):
        keys += part.keys if isinstance(part, ast.Dict) else [None]
        values += part.values if isinstance(part, ast.Dict) else [part]
    frame.push(ast.Dict(keys, values))


def extend(frame: Frame, instruction: Instruction) -> None:
    """``LIST_EXTEND`` and ``SET_UPDATE``: Python 3.9 on makes spread lists, and constant ones, so."""
    value = frame.pop()
    made = _under_way(frame, instruction.argument, (ast.List, ast.Set))
    assert isinstance(made, ast.List | ast.Set)  # noqa: S101 - just asked
    items = [*made.elts, *unpacked(value)]
    changed: ast.expr = ast.List(items, ast.Load()) if isinstance(made, ast.List) else ast.Set(items)
    frame.stack[-instruction.argument] = changed


def merge(frame: Frame, instruction: Instruction) -> None:
    value = frame.pop()
    made = _under_way(frame, instruction.argument, (ast.Dict,))
    assert isinstance(made, ast.Dict)  # noqa: S101 - just asked
    keys, values = (value.keys, value.values) if isinstance(value, ast.Dict) else ([None], [value])
    frame.stack[-instruction.argument] = ast.Dict([*made.keys, *keys], [*made.values, *values])


def _under_way(frame: Frame, depth: int, kinds: tuple[type[ast.expr], ...]) -> ast.expr:
    if not 0 < depth <= len(frame.stack) or not isinstance(frame.stack[-depth], kinds):
        raise BytecodeError(f"{frame.code.name} adds to what is no collection")
    return frame.stack[-depth]


def list_to_tuple(frame: Frame, _instruction: Instruction) -> None:
    value = frame.pop()
    made: ast.expr = ast.Call(ast.Name("tuple", ast.Load()), [value], [])
    frame.push(ast.Tuple(value.elts, ast.Load()) if isinstance(value, ast.List) else made)


def append(frame: Frame, instruction: Instruction) -> None:
    """An item of a comprehension."""
    count = 2 if instruction.name == "MAP_ADD" else 1
    values = frame.take(count)
    if count == 2 and frame.python.version < (3, 8):
        values.reverse()
    place = len(frame.stack) - instruction.argument
    if place < 0:
        raise BytecodeError(f"{frame.code.name} adds to what is no collection")
    frame.say(Append(place, tuple(values)))


def yield_value(frame: Frame, _instruction: Instruction) -> None:
    frame.say(Append(-1, (frame.pop(),)))
    frame.push(Marker("sent"))


def format_value(frame: Frame, instruction: Instruction) -> None:
    """A field of an f-string."""
    if instruction.name == "FORMAT_VALUE":
        spec = frame.pop() if instruction.argument & 4 else None
        conversion = {0: -1, 1: ord("s"), 2: ord("r"), 3: ord("a")}[instruction.argument & 3]
    else:
        spec, conversion = (frame.pop() if instruction.name == "FORMAT_WITH_SPEC" else None), -1
    value = frame.pop()
    spec = spec if spec is None or isinstance(spec, ast.JoinedStr) else ast.JoinedStr([spec])
    frame.push(ast.JoinedStr([ast.FormattedValue(value, conversion, spec)]))


def build_string(frame: Frame, instruction: Instruction) -> None:
    parts: list[ast.expr] = []
    for part in frame.take(instruction.argument):
        parts += part.values if isinstance(part, ast.JoinedStr) else [part]
    frame.push(ast.JoinedStr(parts))


HANDLERS: dict[str, Handler] = {
    "BUILD_TUPLE": build_tuple,
    "BUILD_LIST": build_list,
    "BUILD_SET": build_set,
    "BUILD_MAP": build_map,
    "STORE_MAP": store_map,
    "BUILD_CONST_KEY_MAP": build_const_key_map,
    "BUILD_TUPLE_UNPACK": build_unpacked,
    "BUILD_TUPLE_UNPACK_WITH_CALL": build_unpacked,
    "BUILD_LIST_UNPACK": build_unpacked,
    "BUILD_SET_UNPACK": build_unpacked,
    "BUILD_MAP_UNPACK": build_map_unpack,
    "BUILD_MAP_UNPACK_WITH_CALL": build_map_unpack,
    "LIST_EXTEND": extend,
    "SET_UPDATE": extend,
    "DICT_MERGE": merge,
    "DICT_UPDATE": merge,
    "LIST_TO_TUPLE": list_to_tuple,
    "LIST_APPEND": append,
    "SET_ADD": append,
    "MAP_ADD": append,
    "YIELD_VALUE": yield_value,
    "FORMAT_VALUE": format_value,
    "FORMAT_SIMPLE": format_value,
    "FORMAT_WITH_SPEC": format_value,
    "BUILD_STRING": build_string,
}
