"""Put what `dump_old_configs.py` wrote in several versions of Keras into one file, equal configs once.

python scripts/merge_old_configs.py OUT.json VERSION=DUMP.json …
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def merged(dumps: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    """By class name, every config that a version wrote, with all the versions that wrote it."""
    classes: dict[str, dict[str, list[str]]] = {}
    for version, path in dumps.items():
        for name, entry in json.loads(path.read_text())["layers"].items():
            if name == entry["class_name"]:  # an alias is written under the name of its class
                config = {key: value for key, value in entry["config"].items() if key != "name"}
                classes.setdefault(name, {}).setdefault(json.dumps(config, sort_keys=True), []).append(version)
    return {
        name: [{"versions": versions, "config": json.loads(config)} for config, versions in configs.items()]
        for name, configs in classes.items()
    }


def main() -> None:
    out, *pairs = sys.argv[1:]
    dumps = {version: Path(path) for version, _equals, path in (pair.partition("=") for pair in pairs)}
    classes = (
        f"{json.dumps(name)}: [\n" + ",\n".join(f" {json.dumps(entry)}" for entry in entries) + "\n]"
        for name, entries in sorted(merged(dumps).items())
    )
    Path(out).write_text("{\n" + ",\n".join(classes) + "\n}\n")


main()
