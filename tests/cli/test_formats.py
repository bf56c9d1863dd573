"""`rekeras formats` lists every reader."""

from __future__ import annotations

import json

from rekeras.read import readers
from tests.cli.shell import rekeras


def test_lists_every_reader() -> None:
    ran = rekeras("formats", "--json")
    assert ran.code == 0
    assert [each["name"] for each in json.loads(ran.stdout)["formats"]] == [reader.name for reader in readers()]
