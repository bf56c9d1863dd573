"""Write `src/rekeras/bytecode/opcodes.json`: the instructions of each CPython, as it says itself.

    python -m scripts.make_opcodes PYTHON...

Each PYTHON is the path of an interpreter. Python 3.5 has the instructions of 3.6 but for those named here (its own
`Lib/opcode.py`, https://docs.python.org/3.5/library/dis.html), and 3 bytes for each that has an argument.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "rekeras" / "bytecode" / "opcodes.json"
OBSERVE = """
import json, opcode, sys
caches = getattr(opcode, "_inline_cache_entries", {})
if not isinstance(caches, dict):
    caches = {opcode.opname[code]: count for code, count in enumerate(caches) if count}
print(json.dumps({
    "python": "%d.%d" % sys.version_info[:2],
    "instructions": {name: code for name, code in opcode.opmap.items() if code < 256 and "INSTRUMENTED" not in name},
    "have_argument": opcode.HAVE_ARGUMENT,
    "comparisons": list(opcode.cmp_op),
    "operators": [sign for _, sign in getattr(opcode, "_nb_ops", [])],
    "caches": caches,
}))
"""
SINCE_3_6 = (
    *("SETUP_ANNOTATIONS", "STORE_ANNOTATION", "FORMAT_VALUE", "BUILD_CONST_KEY_MAP", "BUILD_STRING"),
    *("BUILD_TUPLE_UNPACK_WITH_CALL", "CALL_FUNCTION_EX", "CALL_FUNCTION_KW"),
)
UNTIL_3_5 = {"MAKE_CLOSURE": 134, "CALL_FUNCTION_VAR": 140, "CALL_FUNCTION_KW": 141, "CALL_FUNCTION_VAR_KW": 142}


def observe(python: str) -> dict[str, Any]:
    """What an interpreter says of its instructions."""
    observed: dict[str, Any] = json.loads(subprocess.check_output([python, "-c", OBSERVE]))
    return observed


def python_3_5(table: dict[str, Any]) -> dict[str, Any]:
    """The table of Python 3.5, from that of 3.6."""
    kept = {name: code for name, code in table["instructions"].items() if name not in SINCE_3_6}
    return table | {"python": "3.5", "instructions": kept | UNTIL_3_5}


def main(pythons: list[str]) -> None:
    tables = {table["python"]: table for table in map(observe, pythons)}
    tables["3.5"] = python_3_5(tables["3.6"])
    ordered = sorted(tables.values(), key=lambda table: [int(part) for part in table["python"].split(".")])
    lines = [json.dumps(table, sort_keys=True) for table in ordered]
    TARGET.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
