"""Write `src/rekeras/keras3/catalog.json`: what each Keras 3 knows, and since which minor version.

    python scripts/make_catalog.py FOLDER...

The installed Keras is the newest; each FOLDER holds an older one, made by

    pip install --target FOLDER --no-deps keras==3.0.5 dm-tree
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CATALOG = HERE.parent / "src" / "rekeras" / "keras3" / "catalog.json"
OBJECTS = ("initializers", "regularizers", "constraints")


def observe(folder: Path | None = None) -> dict[str, Any]:
    """What the Keras in a folder, or the installed one, knows."""
    environment = os.environ | {"KERAS_BACKEND": "numpy", "TF_CPP_MIN_LOG_LEVEL": "3"}
    if folder is not None:
        environment["PYTHONPATH"] = str(folder)
    command = [sys.executable, str(HERE / "observe_keras.py")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{folder or 'installed Keras'}: {result.stderr[-3000:]}")
    observed: dict[str, Any] = json.loads(result.stdout)
    return observed


def minor(observed: Mapping[str, Any]) -> str:
    return ".".join(observed["version"].split(".")[:2])


def merge(observations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The newest observation, with the version that first had each class and key where that is not the oldest one.

    Raises:
        ValueError: A variable stands elsewhere in an older Keras; one file would not serve every version.
    """
    ordered = sorted(observations, key=lambda observed: tuple(int(part) for part in observed["version"].split(".")))
    newest = ordered[-1]
    catalog: dict[str, Any] = {"keras": newest["version"], "minors": [minor(observed) for observed in ordered]}
    for kind in ("layers", *OBJECTS):
        catalog[kind] = {}
        for name, entry in newest[kind].items():
            history = [(minor(observed), observed[kind][name]) for observed in ordered if name in observed[kind]]
            catalog[kind][name] = _compact(name, entry, history)
    for kind in ("activations", "dtype_policies"):
        catalog[kind] = {
            name: next(minor(observed) for observed in ordered if name in observed[kind]) for name in newest[kind]
        }
    return catalog


def _compact(name: str, entry: Mapping[str, Any], history: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    required = {"required": True}
    since = history[0][0]
    accepted = [*entry["keys"], *entry.get("also_accepts", ())]
    first_with = {
        key: next(version for version, old in history if key in old["keys"] or key in old.get("also_accepts", ()))
        for key in accepted
    }
    for version, old in history:
        for path, names in old.get("variables", {}).items():
            if entry["variables"].get(path, [])[: len(names)] != names:
                raise ValueError(f"{name}: variables at {path!r} are {names} in {version}")
    compact = {
        "module": entry["module"],
        "since": since,
        "required": sorted(key for key, default in entry["keys"].items() if default == required),
        "keys": {key: default for key, default in entry["keys"].items() if default != required},
        "keys_since": {key: version for key, version in first_with.items() if version != since},
        **{key: entry.get(key) for key in ("also_accepts", "call", "variables", "parts")},
    }
    return {key: value for key, value in compact.items() if value}


def text(catalog: Mapping[str, Any]) -> str:
    """The catalog as JSON with one class on each line, so that changes read well."""
    lines = []
    for kind in sorted(catalog):
        value = catalog[kind]
        if isinstance(value, dict):
            entries = ",\n".join(f" {json.dumps(name)}: {_line(value[name])}" for name in sorted(value))
            lines.append(f"{json.dumps(kind)}: {{\n{entries}\n}}")
        else:
            lines.append(f"{json.dumps(kind)}: {_line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def main(folders: Sequence[str]) -> None:
    observations = [observe(), *(observe(Path(folder).resolve()) for folder in folders)]
    CATALOG.write_text(text(merge(observations)), encoding="utf-8")
    print(f"{CATALOG}: {CATALOG.stat().st_size:,} bytes, Keras {', '.join(sorted(o['version'] for o in observations))}")


if __name__ == "__main__":
    main(sys.argv[1:])
