"""Writes marshalled.json: the functions of functions.py as every CPython compiles them.

    python3 zoo/code/compile_functions.py PYTHON...

Each PYTHON is the path of an interpreter.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
COMPILE = """
from __future__ import print_function
import base64, json, marshal, sys
scope = {}
with open(sys.argv[1]) as source:
    exec(compile(source.read(), "functions.py", "exec"), scope)
def dump(function):
    return base64.b64encode(marshal.dumps(function.__code__)).decode("ascii")
codes = {name: dump(function) for name, (function, arguments) in scope["FUNCTIONS"].items()}
print(json.dumps({"%d.%d" % sys.version_info[:2]: codes}))
"""


def main(pythons: list[str]) -> None:
    found: dict[str, dict[str, str]] = {}
    for python in pythons:
        found |= json.loads(subprocess.check_output([python, "-c", COMPILE, str(FOLDER / "functions.py")]))
    lines = [f"{json.dumps(version)}: {json.dumps(codes, sort_keys=True)}" for version, codes in found.items()]
    (FOLDER / "marshalled.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
