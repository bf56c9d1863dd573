"""Builds the models of TensorFlow operations of one era, saves them and records their outputs; see `build.py`.

build_operators.py ERA FOLDER [--only NAME ...]    run it with the Python of that era: tf-2.0 or newer
"""

from __future__ import absolute_import

import sys

import build
import models_operators

if __name__ == "__main__":
    build.models = models_operators
    sys.exit(build.main())
