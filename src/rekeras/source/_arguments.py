"""Arguments of calls: which is which, and calls with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from rekeras.source._building import enclosed
from rekeras.source._unit import Expression, Refused


def matched(node: cst.Call, signature: str) -> dict[str, cst.Arg]:
    """The arguments of a call by the names of a signature (see ``Call.bind``)."""
    positional, _, keyword_only = signature.partition("*")
    spellings = {
        other.rstrip("!"): each.split("|")[0].rstrip("!")
        for each in (*positional.split(), *keyword_only.split())
        for other in each.split("|")
    }
    order = [each.split("|")[0].rstrip("!") for each in positional.split()]
    found: dict[str, cst.Arg] = {}
    for index, arg in enumerate(node.args):
        if arg.star:
            raise Refused(f"its arguments are passed with {arg.star}", "Write the arguments out.")
        if arg.keyword is None and index >= len(order):
            raise Refused(f"it has more than {len(order)} arguments", "Look at what the last arguments mean.")
        name = order[index] if arg.keyword is None else spellings.get(arg.keyword.value, "")
        if not name:
            raise Refused(f"its argument {arg.keyword.value if arg.keyword else ''} is not known")
        if name in found:
            raise Refused(f"its argument {name} is given twice")
        found[name] = arg
    missing = [each.split("|")[0].rstrip("!") for each in signature.replace("*", " ").split() if each.endswith("!")]
    if absent := [name for name in missing if name not in found]:
        raise Refused(f"its argument {absent[0]} is missing")
    return found


def with_keywords(node: cst.Call, rename: Mapping[str, str], drop: Sequence[str] = ()) -> cst.Call:
    """A call with some keywords renamed and some arguments dropped, otherwise as it was written."""
    kept = [
        arg.with_changes(keyword=cst.Name(rename[arg.keyword.value]))
        if arg.keyword and arg.keyword.value in rename
        else arg
        for arg in node.args
        if not (arg.keyword and arg.keyword.value in drop)
    ]
    return with_args(node, kept)


def with_args(node: cst.Call, args: Sequence[cst.Arg]) -> cst.Call:
    """A call with other arguments; where the last one stood, the last one ends as it did."""
    kept = list(args)
    if kept and node.args and kept[-1] is not node.args[-1]:
        last = node.args[-1]
        kept[-1] = kept[-1].with_changes(comma=last.comma, whitespace_after_arg=last.whitespace_after_arg)
    for index, arg in enumerate(kept[:-1]):
        if not isinstance(arg.comma, cst.Comma):
            kept[index] = arg.with_changes(comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")))
    return node.with_changes(args=kept)


def plain(value: Expression) -> Expression:
    """An expression as an argument, which needs no parentheses, except a generator's or a walrus's."""
    return enclosed(value) if isinstance(value, cst.GeneratorExp | cst.NamedExpr) else value


def tight() -> cst.AssignEqual:
    """``=`` without spaces, as between a keyword and its value."""
    return cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
