"""The page of functions that `rekeras code` knows: docs/reference/functions.md, which `make docs` writes."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.registry import unit_names, units_of
from rekeras.source.functions._family import Family, Function

FAMILIES = "rekeras.source.functions"


def functions() -> Iterator[str]:
    """The lines of the page."""
    yield "# Functions in source code\n"
    yield "What `rekeras code` writes for calls of `keras.backend` (`K`) and TensorFlow (`tf`). What stands on the"
    yield "right holds for every call; where it is `…`, it hangs on the arguments, and some calls may be left to you."
    yield "What computes is compared with TensorFlow 2.15 and its Keras, on JAX (compiled), PyTorch and TensorFlow.\n"
    for name, family in zip(unit_names(FAMILIES), units_of(FAMILIES, "family", Family), strict=True):
        yield f"## {name.capitalize()}\n"
        yield "| old | Keras 3 |"
        yield "|---|---|"
        for function in family.functions:
            yield f"| {', '.join(f'`{short(each)}`' for each in function.names)} | {written(function)} |"
        yield ""
        for refusal in family.refusals:
            names = ", ".join(f"`{short(each)}`" for each in refusal.names)
            yield f"- Left to you: {names}: {refusal.reason}. {refusal.advice[:1].upper()}{refusal.advice[1:]}."
        yield ""


def short(name: str) -> str:
    """The name as programs write it."""
    return name.replace("keras.backend.", "K.", 1).replace("tensorflow.", "tf.", 1)


def written(function: Function) -> str:
    """What every call becomes."""
    return f"`{function.example}`".replace("|", "\\|") if function.example else "…"
