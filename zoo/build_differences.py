"""Builds the models of `models_differences`, saves them and records their outputs; see `build.py`.

build_differences.py ERA FOLDER [--only NAME ...]    run it with the Python of that era
"""

from __future__ import absolute_import, print_function

import sys

import build
import models_differences


def coverage(era, entries):
    """Which models hold each class; nothing else of Keras has to be here."""
    return _coverage(era, entries)[0], []


_coverage = build.coverage
build.coverage = coverage
build.models = models_differences

if __name__ == "__main__":
    sys.exit(build.main())
