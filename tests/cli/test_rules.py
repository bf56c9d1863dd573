"""`rekeras rules` lists every rule."""

from __future__ import annotations

import json

from rekeras.upgrade import rules
from tests.cli.shell import rekeras


def test_lists_every_rule_in_the_order_of_history() -> None:
    ran = rekeras("rules", "--json")
    assert ran.code == 0
    assert [rule["name"] for rule in json.loads(ran.stdout)["rules"]] == [rule.name for rule in rules()]
    assert "batch_input_shape" in rekeras("rules").stdout
