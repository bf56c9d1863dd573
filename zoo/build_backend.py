"""Builds the models of Keras 2.2.4 on Theano or CNTK, saves them and records their outputs; see `build.py`.

build_backend.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import sys

import build
import models_backends
import record
from era import Era


class EraOfBackend(Era):
    """As `Era`; Theano has no session to clear. A name that ends in the backend lacks what keras-2.2.4 lacks."""

    def start(self, model_name):
        backend = self.keras.backend
        if not hasattr(backend, "clear_session"):
            backend.clear_session = backend.reset_uids
        super(EraOfBackend, self).start(model_name)

    def lacking(self, builder):
        lacks = builder.lacks.get("keras-2.2.4")
        return lacks or super(EraOfBackend, self).lacking(builder)


def set_weights(era, model):
    """Random weights as in `record.set_weights`; Theano's variables have no shape of their own."""
    backend = era.keras.backend
    pairs = []
    for index, weight in enumerate(model.weights):
        shape = backend.get_value(weight).shape
        value = record.random_value(era.model_name, index, weight.name, shape)
        if value is not None:
            pairs.append((weight, value.astype("float32")))
    backend.batch_set_value(pairs)


build.Era = EraOfBackend
build.models = models_backends
record.set_weights = set_weights

if __name__ == "__main__":
    sys.exit(build.main())
