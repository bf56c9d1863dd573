"""Write `src/rekeras/keras3/operations.json`: the operations of each Keras 3, and since which minor version.

    python scripts/make_operations.py FOLDER...

The installed Keras is the newest; each FOLDER holds an older one, as for `make_catalog.py`.
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
OPERATIONS = HERE.parent / "src" / "rekeras" / "keras3" / "operations.json"


def observe(folder: Path | None = None) -> dict[str, Any]:
    """The operations of the Keras in a folder, or of the installed one."""
    environment = os.environ | {"KERAS_BACKEND": "numpy", "TF_CPP_MIN_LOG_LEVEL": "3"}
    if folder is not None:
        environment["PYTHONPATH"] = str(folder)
    command = [sys.executable, str(HERE / "observe_operations.py")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{folder or 'installed Keras'}: {result.stderr[-3000:]}")
    observed: dict[str, Any] = json.loads(result.stdout)
    return observed


def merge(observations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The newest observation, with the version that first had each operation and argument in the newest's form."""
    ordered = sorted(observations, key=lambda observed: tuple(int(part) for part in observed["version"].split(".")))
    merged = {}
    for name, newest in ordered[-1]["operations"].items():
        history = [
            (".".join(observed["version"].split(".")[:2]), observed["operations"][name])
            for observed in ordered
            if observed["operations"].get(name, {}).get("module") == newest["module"]
        ]
        merged[name] = {
            "module": newest["module"].rpartition(".")[2],
            "function": newest["function"],
            "since": history[0][0],
            "keys": newest["keys"],
            "keys_since": _since("keys", newest, history, defaults=False),
            "defaults_since": _since("keys", newest, history, defaults=True),
            "call": newest["call"],
            "call_since": _since("call", newest, history, defaults=False),
        }
    compact = {name: {key: value for key, value in entry.items() if value} for name, entry in merged.items()}
    return {"keras": ordered[-1]["version"], "operations": compact}


def _since(
    kind: str, newest: Mapping[str, Any], history: Sequence[tuple[str, Mapping[str, Any]]], *, defaults: bool
) -> dict[str, str]:
    """From which version on each argument is taken, or left out means the same; only where that is not the first."""
    since = {}
    for name, default in newest[kind].items():
        other = [
            index
            for index, (_version, old) in enumerate(history)
            if (old[kind].get(name, default) != default if defaults else name not in old[kind])
        ]
        if other:
            since[name] = history[other[-1] + 1][0]
    return since


def text(merged: Mapping[str, Any]) -> str:
    """As JSON with one operation on each line, so that changes read well."""
    lines = ",\n".join(
        f" {json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}"
        for name, entry in sorted(merged["operations"].items())
    )
    return f'{{\n"keras": {json.dumps(merged["keras"])},\n"operations": {{\n{lines}\n}}\n}}\n'


def main(folders: Sequence[str]) -> None:
    observations = [observe(), *(observe(Path(folder).resolve()) for folder in folders)]
    OPERATIONS.write_text(text(merge(observations)), encoding="utf-8")
    print(f"{OPERATIONS}: {OPERATIONS.stat().st_size:,} bytes, {len(observations)} versions of Keras")


if __name__ == "__main__":
    main(sys.argv[1:])
