"""Builds what is drawn, one drawing a line: {"name": ..., "drawing": ..., "folder": ...} on stdin.

Writes FOLDER/NAME.h5 and FOLDER/NAME.npz, and answers with a line: {} or {"error": why it cannot be built}.

serve_drawn.py ERA     run it with the Python of that era
"""

from __future__ import absolute_import, print_function

import json
import os
import sys

import build
import record
from drawn import Drawing
from era import Era

record.reload = lambda *_: (True, "")  # takes as long as all the rest


def answer(era, asked):
    builder = Drawing(asked["name"], asked["drawing"])
    try:
        build.build_one(era, builder, asked["folder"])
    except Exception as error:  # whatever the framework says of arguments that were drawn: the answer tells it
        return {"error": "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:300])}
    return {}


def main():
    answers, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr
    os.dup2(2, 1)
    era = Era(sys.argv[1])
    for line in iter(sys.stdin.readline, ""):
        answers.write(json.dumps(answer(era, json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
