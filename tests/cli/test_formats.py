"""`rekeras formats` lists every reader and every writer."""

from __future__ import annotations

import json

from rekeras.read import readers
from rekeras.write import writers
from tests.cli.shell import rekeras


def test_lists_every_reader_and_every_writer() -> None:
    ran = rekeras("formats", "--json")
    assert ran.code == 0
    assert [each["name"] for each in json.loads(ran.stdout)["formats"]] == [reader.name for reader in readers()]
    assert [each["name"] for each in json.loads(ran.stdout)["targets"]] == [writer.name for writer in writers()]
