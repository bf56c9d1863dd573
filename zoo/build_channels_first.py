"""Builds the models of `models_channels_first`; see `build.py`. On Theano they run on every CPU.

build_channels_first.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import sys

import build
import models_channels_first

if __name__ == "__main__":
    if sys.argv[1].endswith("-theano"):
        import build_backend  # noqa: F401 - importing it suits `build` to Theano
    build.models = models_channels_first
    sys.exit(build.main())
