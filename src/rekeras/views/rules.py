"""The changes in Keras's history that rekeras knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rekeras.blocks import Block, Cell, table
from rekeras.rules._rule import Rule
from rekeras.views import _parts as parts


def content(rules: Sequence[Rule]) -> dict[str, Any]:
    """What each rule says of itself."""
    return {
        "rules": [
            {
                "name": rule.name,
                "changed_in": rule.changed_in,
                "safety": rule.safety.value,
                "summary": rule.summary,
                "classes": sorted(rule.upgrades),
                "symptoms": list(rule.symptoms),
            }
            for rule in rules
        ]
    }


def blocks(rules: Sequence[Rule]) -> Iterator[Block]:
    """The rules as a table, oldest change first."""
    rows = [
        (rule.changed_in, rule.name, Cell(rule.safety.value, parts.SAFETY[rule.safety]), rule.summary) for rule in rules
    ]
    yield table(("since", "rule", "keeps", "what changed in Keras"), rows)
