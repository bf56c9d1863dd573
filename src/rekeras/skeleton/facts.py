"""What a file tells of where a class is used: names, shapes of inputs, neighbours, arguments of the call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rekeras.archive import TensorRef
from rekeras.keras3.packages import package_of
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.readers._subclassed import PACKAGE as NO_PACKAGE
from rekeras.skeleton.uses import Use


def facts(uses: Sequence[Use]) -> Iterator[str]:
    """The sentences: one for the class, one or two for each use."""
    package = uses[0].layer.package
    where = f" of {package}" if package and package != NO_PACKAGE else ""
    layers = "one layer" if len(uses) == 1 else f"{len(uses)} layers"
    yield f"{uses[0].layer.class_name}{where}: {layers} of the file {'is' if len(uses) == 1 else 'are'} of this class."
    yield from _known(uses[0])
    for use in uses:
        yield f"{use.where}{_called_on(use)}{_feeding(use)}."
        for key, value in use.keywords():
            yield f"    called with {key}={_shown(value)}"
        values = [f"{key}={value!r}" for key, value in use.layer.config.items() if key not in ("trainable", "dtype")]
        if len(uses) > 1 and values:
            yield f"    made with {', '.join(values)}"


def _known(use: Use) -> Iterator[str]:
    """What is known of the package, so that nobody writes again what can be installed."""
    known = package_of(use.layer.class_name, use.layer.package)
    if known:
        package, certain = known
        yield (
            f"It is of {package.name}." if certain else f"{package.name} has a class of this name: perhaps it is that."
        )
        yield from filter(None, [package.versions])


def _called_on(use: Use) -> str:
    args = use.inputs.args
    if not args or args[0] is None:
        return ", a cell: called step by step" if use.place.startswith("cell") else ""
    return f": called on {_spec(args[0])}"


def _spec(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_spec(one) for one in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_spec(one)}' for key, one in value.items())}}}"
    if not isinstance(value, Spec) or value == UNKNOWN or value.shape is None:
        return "a tensor whose shape the file does not tell"
    return f"{value.shape} {value.dtype}"


def _feeding(use: Use) -> str:
    feeds = use.feeds()
    return f", gives to {', '.join(feeds)}" if feeds else ""


def _shown(value: Any) -> str:
    return f"what {value.layer} gives" if isinstance(value, TensorRef) else repr(value)
