"""Config values as plain JSON: the forms in which Keras wrote tuples and shapes become lists."""

from __future__ import annotations

from typing import Any

from rekeras.containers.text import non_finite
from rekeras.records import Severity
from rekeras.topology.place import Place

SEQUENCES = ("__tuple__", "TensorShape")


def plain(value: Any) -> Any:
    """Return the value with ``{"class_name": "__tuple__" | "TensorShape", "items": [...]}`` as plain lists."""
    if isinstance(value, dict):
        if value.keys() == {"class_name", "items"} and value["class_name"] in SEQUENCES:
            return plain(value["items"])
        return {key: plain(inner) for key, inner in value.items() if key not in _bookkeeping(value)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _bookkeeping(value: dict[str, Any]) -> tuple[str, ...]:
    """Keys of a serialized object that say nothing about it: which other objects of the session were the same one."""
    return ("shared_object_id",) if value.keys() >= {"class_name", "config"} else ()


def notice_non_finite(config: dict[str, Any], place: Place) -> None:
    """Refuse NaN and infinities: they are no JSON, and a layer configured with them computes nothing useful."""
    for path, value in non_finite(config):
        place.notice(
            "config_not_finite",
            Severity.REFUSAL,
            f"config key `{path}` is {value}",
            expected="a finite number",
            advice="The training run that wrote it had failed; set the value by hand in the architecture JSON.",
        )
