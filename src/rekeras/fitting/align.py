"""Two sequences of layers side by side, as a diff lays out two texts: the alignment in which most agrees.

Needleman and Wunsch 1970, with a score for how well two layers agree; what is equal at both ends is taken off first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Pair = tuple[int | None, int | None]
Score = Callable[[int, int], float]
"""How well two members agree: 0 or less where they must not stand side by side."""


def align(wanted: int, found: int, score: Score, perfect: float) -> tuple[Pair, ...]:
    """Lay two sequences side by side.

    Args:
        wanted: How long the one is.
        found: How long the other is.
        score: How well a member of the one agrees with one of the other.
        perfect: The score of two that agree in everything.

    Returns:
        Pairs of indices in order; None where one side has nothing.
    """
    start = _run(min(wanted, found), lambda at: score(at, at) >= perfect)
    rest = min(wanted, found) - start
    end = _run(rest, lambda at: score(wanted - 1 - at, found - 1 - at) >= perfect)
    middle = _middle(range(start, wanted - end), range(start, found - end), score)
    head = tuple((at, at) for at in range(start))
    tail = tuple((wanted - end + at, found - end + at) for at in range(end))
    return (*head, *middle, *tail)


def _run(most: int, agrees: Callable[[int], bool]) -> int:
    for at in range(most):
        if not agrees(at):
            return at
    return most


def _middle(rows: Sequence[int], columns: Sequence[int], score: Score) -> tuple[Pair, ...]:
    scores = [[score(row, column) for column in columns] for row in rows]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for row in range(len(rows) - 1, -1, -1):
        for column in range(len(columns) - 1, -1, -1):
            side_by_side = best[row + 1][column + 1] + scores[row][column] if scores[row][column] > 0 else 0.0
            best[row][column] = max(side_by_side, best[row + 1][column], best[row][column + 1])
    return tuple(_path(rows, columns, scores, best))


def _path(
    rows: Sequence[int], columns: Sequence[int], scores: list[list[float]], best: list[list[float]]
) -> list[Pair]:
    pairs: list[Pair] = []
    row = column = 0
    while row < len(rows) and column < len(columns):
        value = scores[row][column]
        if value > 0 and best[row][column] == best[row + 1][column + 1] + value:
            pairs.append((rows[row], columns[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((rows[row], None))
            row += 1
        else:
            pairs.append((None, columns[column]))
            column += 1
    pairs += [(each, None) for each in rows[row:]]
    pairs += [(None, each) for each in columns[column:]]
    return pairs
