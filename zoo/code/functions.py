"""Functions as people write them into Lambda layers, in the words that Python 2.7 and 3 share.

`FUNCTIONS` maps a name to the function and the arguments it is tried on. `compile_functions.py` compiles this
file in every Python and keeps the code objects; the tests turn these back into source and try both.
"""

factor, offset = 3, -2


def straight(x):
    first = x[0]
    second = x[1] * factor
    return first - second


def unpacked(pair):
    (a, b), c = pair
    a, b = b, a
    return a * 100 + b * 10 + c


def reassigned(x):
    y = x
    x = x + 1
    z = x * y
    x += z
    return x, y, z


def chosen(x, mode="sum", scale=2):
    if mode == "sum":
        total = sum(x)
    elif mode == "max":
        total = max(x)
    else:
        return None
    return total * scale


def nested_choice(x):
    if x > 0 and x < 10:
        y = 1
    else:
        y = 2
    if y == 2 or x == 5:
        y = y + 10
    return y


def looped(x, count=3):
    found = []
    for index in range(count):
        if index == 1:
            found.append(x[index])
        else:
            found.append(-x[index])
    total = 0
    for value in found:
        total += value
    return total, len(found)


def with_inner(x):
    def scaled(value, by=4):
        return value * by

    shift = lambda value: value + offset  # noqa: E731
    return [shift(scaled(value)) for value in x]


def with_closure(x):
    size = len(x)
    return [value * size for value in x], sorted(x, key=lambda value: -value * size)


def imported(x):
    import math
    from math import floor

    return math.sqrt(x) + floor(x)


def spread(x):
    return max(*x), dict(a=x[0], **{"b": x[1]}), "{} {}".format(*x[:2])


def stored(x):
    table = {"a": 1}
    table["b"] = x[0]
    pair = list(x)
    pair[0] = pair[-1]
    return table, pair


def chained(x):
    a = b = x + 1
    return a, b, 0 < x < 10, 0 < x <= a != 7


def swapped(x):
    a, b, c = x
    a, b, c = c, a, b
    return a, b, c


def reaching(x):
    import os

    return os.system(x)


FUNCTIONS = {
    "identity": (lambda x: x, [(3,)]),
    "slices": (lambda x: (x[1:], x[:2], x[::2], x[1:3], x[-1], x[:], x[3:0:-1]), [([1, 2, 3, 4],)]),
    "arithmetic": (lambda x, y: (x + y, x - y, x * y, x % y, x**y, -x, +x, ~x, x << y, x // y), [(7, 2), (-7, 3)]),
    "logic": (lambda x, y: (x and y, x or y, not x, (x and y) or 5), [(0, 2), (3, 0), (1, 4), (0, 0)]),
    "conditional": (lambda x: "a" if x > 2 else "b" if x > 1 else "c", [(1,), (2,), (3,)]),
    "conditional_inside": (lambda x: [x, (1 if x > 2 else 2) + 10, x], [(1,), (3,)]),
    "comparisons": (
        lambda x, y: (x < y, x == y, x != y, x >= y, x is None, x is not y, x in [1, 2], x not in [1]),
        [(1, 2), (3, 3)],
    ),
    "chain": (lambda x: 1 < x < 5, [(0,), (3,), (7,)]),
    "keywords": (lambda x: sorted(x, key=lambda v: -v, reverse=False), [([3, 1, 2],)]),
    "comprehension": (lambda x: [v * 2 + factor for v in x if v > 1], [([1, 2, 3],)]),
    "comprehension_pairs": (lambda x: [a * b for a in x for b in x if a != b if b > 1], [([1, 2, 3],)]),
    "comprehension_nested": (lambda x: [[a + b for b in x] for a in x], [([1, 2],)]),
    "comprehension_index": (lambda x: [x[i] + i for i in range(len(x))], [([5, 6],)]),
    "comprehension_unpacked": (lambda x: [i * v for i, v in enumerate(x)], [([5, 6],)]),
    "comprehension_of_dict": (lambda x: sorted({k: k + 1 for k in x}.items()), [([1, 2],)]),
    "comprehension_of_set": (lambda x: sorted({k % 2 for k in x}), [([1, 2, 3],)]),
    "generator": (lambda x: sum(v * v for v in x if v), [([1, 2],)]),
    "collections": (lambda x: ((x, 1), [x, 2], {"a": x, "b": 3}, (), [], {}), [(4,)]),
    "constants": (lambda x: (None, True, 1.5, -2, "text", 10 ** 20, (1, (2, 3))), [(4,)]),
    "methods": (lambda x: x.upper().replace("A", "B"), [("banana",)]),
    "defaults": (lambda x, y=2, z=(1, 2): (x, y, z), [(1,), (1, 5)]),
    "arguments": (lambda x, *others, **named: (x, others, sorted(named)), [(1, 2, 3)]),
    "inner_lambda": (lambda x: (lambda a, b=2: a * b)(x), [(4,)]),
    "straight": (straight, [([7, 2],)]),
    "unpacked": (unpacked, [(((1, 2), 3),)]),
    "reassigned": (reassigned, [(4,)]),
    "chosen": (chosen, [([1, 5],), ([1, 5], "max"), ([1], "none"), ([1, 5], "sum", 7)]),
    "nested_choice": (nested_choice, [(0,), (4,), (5,), (12,)]),
    "looped": (looped, [([4, 5, 6],)]),
    "with_inner": (with_inner, [([1, 2],)]),
    "with_closure": (with_closure, [([1, 2],)]),
    "imported": (imported, [(9,)]),
    "spread": (spread, [([1, 2, 3],)]),
    "stored": (stored, [([1, 2],)]),
    "chained": (chained, [(3,), (12,), (-1,)]),
    "swapped": (swapped, [([1, 2, 3],)]),
    "scaled": (lambda x: x * 2.5, [(3,)]),
    "reaching": (reaching, []),
}
