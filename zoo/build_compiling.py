"""Builds the models of `models_compiling`, in the way and with the recordings of `build_training.py`.

build_compiling.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import sys

import build
import build_training
import models_compiling

if __name__ == "__main__":
    build_training.suit(build, sys.argv[1])
    build.models = models_compiling
    sys.exit(build.main())
