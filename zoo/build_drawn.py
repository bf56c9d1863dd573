"""Builds the drawings of `models_drawn/drawings.json`, a fixed few of those that `make fuzz` draws; see `build.py`.

build_drawn.py ERA FOLDER [--only NAME ...]    run it with the Python of that era
"""

from __future__ import absolute_import, print_function

import io
import json
import os
import sys

import build
from drawn import Drawing

DRAWINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models_drawn", "drawings.json")


class Drawn(object):
    """Stands where `build.py` has its models."""

    @staticmethod
    def load():
        with io.open(DRAWINGS, encoding="utf-8") as file:
            drawings = json.load(file)
        return [Drawing(name, drawings[name]) for name in sorted(drawings)]


if __name__ == "__main__":
    build.models = Drawn
    sys.exit(build.main())
