"""Builds the models of Lambda layers of one era, saves them and records their outputs; see `build.py`.

build_lambdas.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import

import sys

if sys.argv[1].startswith("keras-1."):
    import build_keras1  # noqa: F401 - teaches `build` Keras 1
elif sys.argv[1].endswith(("-theano", "-cntk")):
    import build_backend  # noqa: F401 - teaches `build` these backends
import build
import models_lambdas

if __name__ == "__main__":
    build.models = models_lambdas
    sys.exit(build.main())
