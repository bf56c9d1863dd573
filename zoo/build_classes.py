"""Builds the models of `models_classes` that an era's other archives lack; see `build.py`.

build_classes.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import sys

import build
import models_classes


class Chosen(object):
    """The builders for the era on the command line."""

    @staticmethod
    def load():
        return models_classes.load(sys.argv[1])


if __name__ == "__main__":
    if sys.argv[1].startswith("keras-1."):
        import build_keras1  # noqa: F401 - importing it suits `build` to Keras 1
    elif sys.argv[1].endswith(("-theano", "-cntk")):
        import build_backend  # noqa: F401 - the same for Theano and CNTK
    build.models = Chosen
    sys.exit(build.main())
