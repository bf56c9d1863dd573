"""YAML text as Keras 1 and 2 wrote it: plain values, and the few Python tags that ``to_yaml`` left in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rekeras.containers.text import decoded, require_bounded
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import Limits

LIST_WRAPPERS = (
    "tag:yaml.org,2002:python/object/apply:tensorflow.python.training.tracking.data_structures.",
    "tag:yaml.org,2002:python/object/new:tensorflow.python.training.tracking.data_structures.",
)


class _PlainLoader(yaml.SafeLoader):
    """Builds plain values only; a tuple becomes a list, and so does the list wrapper of TensorFlow 1.13 to 2.x."""


def _tuple(loader: _PlainLoader, node: yaml.Node) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        raise yaml.constructor.ConstructorError(None, None, "a tuple that is no sequence", node.start_mark)
    return list(loader.construct_sequence(node, deep=True))


def _list_wrapper(loader: _PlainLoader, suffix: str, node: yaml.Node) -> list[Any]:
    """``apply`` holds the arguments of the wrapper, the one list; ``new`` holds the list items beside other state."""
    if suffix in ("ListWrapper", "_ListWrapper"):
        if isinstance(node, yaml.SequenceNode):
            arguments = loader.construct_sequence(node, deep=True)
            if len(arguments) == 1 and isinstance(arguments[0], list):
                return list(arguments[0])
        if isinstance(node, yaml.MappingNode):
            items = loader.construct_mapping(node, deep=True).get("listitems")
            if isinstance(items, list):
                return list(items)
    raise yaml.constructor.ConstructorError(None, None, f"the Python object {node.tag}", node.start_mark)


_PlainLoader.add_constructor("tag:yaml.org,2002:python/tuple", _tuple)
for _prefix in LIST_WRAPPERS:
    _PlainLoader.add_multi_constructor(_prefix, _list_wrapper)


def parse_yaml(text: str | bytes, where: str | Path, limits: Limits) -> Any:
    """Read YAML as plain values.

    Raises:
        UnreadableFileError: It is no YAML, or asks for a Python object to be made.
        LimitError: It is larger or deeper than allowed.
    """
    text = decoded(text, where, limits)
    try:
        value = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with two constructors of plain lists
    except yaml.constructor.ConstructorError as problem:
        place = f" at line {problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise UnreadableFileError(
            where, f"asks for something other than plain values: {problem.problem}{place}", expected="plain YAML"
        ) from problem
    except yaml.YAMLError as problem:
        raise UnreadableFileError(where, f"is no valid YAML: {_one_line(problem)}") from problem
    except RecursionError as problem:
        raise LimitError(where, "depth of the configuration", limits.config_depth, limits.config_depth + 1) from problem
    require_bounded(value, where, limits)
    return value


def _one_line(problem: yaml.YAMLError) -> str:
    return " ".join(str(problem).split())
