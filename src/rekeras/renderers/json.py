"""JSON for machines: the content of a view under a schema name with a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

VERSION = 1


def render(kind: str, content: Mapping[str, Any]) -> str:
    """The content as JSON text.

    Args:
        kind: What it is (``conversion``); stands in the text as ``rekeras.conversion/1``.
        content: JSON values, as a view gives them.

    Keys are only ever added within one version of the schema.
    """
    schema = {"schema": f"rekeras.{kind}/{VERSION}"}
    return json.dumps({**schema, **content}, indent=2, ensure_ascii=False, allow_nan=False)
