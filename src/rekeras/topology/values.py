"""Config values as plain JSON: the forms in which Keras wrote tuples and shapes become lists."""

from __future__ import annotations

from typing import Any

from rekeras.containers.text import non_finite
from rekeras.records import Severity
from rekeras.topology.place import Place

SEQUENCES = frozenset({"__tuple__", "TensorShape"})


def plain(value: Any) -> Any:
    """Return the value with ``{"class_name": "__tuple__" | "TensorShape", "items": [...]}`` as plain lists."""
    if isinstance(value, dict):
        if value.get("class_name") in SEQUENCES and isinstance(value.get("items"), list) and len(value) == 2:
            return [plain(item) for item in value["items"]]
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


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
