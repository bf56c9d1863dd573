"""Where control goes: the instruction at which the two ways of a branch meet again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_

from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.instructions import Instruction

MAX_PASSES = 30

ENDS = frozenset({"RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE"})
ALWAYS = frozenset({"JUMP_FORWARD", "JUMP_ABSOLUTE", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "CONTINUE_LOOP"})
SETUPS = frozenset({"SETUP_LOOP", "SETUP_EXCEPT", "SETUP_FINALLY", "SETUP_WITH"})


def successors(instruction: Instruction, code: Mapping[int, Instruction]) -> tuple[int, ...]:
    """Offsets of the instructions that may come next; none after a return."""
    if instruction.name in ENDS:
        return ()
    ways = [] if instruction.name in ALWAYS else [instruction.end]
    if instruction.target is not None and instruction.name not in SETUPS:
        ways.append(instruction.target)
    return tuple(way for way in ways if way in code)


def meetings(code: Mapping[int, Instruction]) -> dict[int, int | None]:
    """For each branch the nearest later offset through which both its ways go; None where there is none.

    The immediate postdominators of the flow graph (Allen, 1970), by iteration; sets of offsets are kept as bits.

    Raises:
        BytecodeError: The code jumps about more than a compiler makes it.
    """
    places = {offset: index for index, offset in enumerate(code)}
    through = dict.fromkeys(code, (1 << len(code)) - 1)
    for _ in range(MAX_PASSES):
        before = dict(through)
        for offset in reversed(list(code)):
            ways = [through[way] for way in successors(code[offset], code)]
            through[offset] = reduce(and_, ways, -1 if ways else 0) | 1 << places[offset]
        if through == before:
            break
    else:
        raise BytecodeError("its jumps are too many to follow")
    branches = [offset for offset in code if len(successors(code[offset], code)) > 1]
    return {offset: _nearest(through, offset, places) for offset in branches}


def _nearest(through: Mapping[int, int], offset: int, places: Mapping[int, int]) -> int | None:
    """Of all that must follow, the one that all the others follow as well."""
    later = [other for other, place in places.items() if through[offset] >> place & 1 and other != offset]
    return max(later, key=lambda other: through[other].bit_count(), default=None)
