"""Builds models with layers of other packages, saves them and records their outputs; see `build.py`.

build_ecosystem.py ERA FOLDER [--only NAME ...]    run it with the Python of that era, and with the packages of
`pins/ecosystem/ERA.txt` on PYTHONPATH
"""

from __future__ import absolute_import, print_function

import importlib
import sys

import build
import models_ecosystem
from era import Era

MODULES = (
    "keras.applications.convnext",
    "keras.layers",
    "keras_contrib.layers",
    "keras_layer_normalization",
    "keras_pos_embd",
    "keras_position_wise_feed_forward",
    "keras_self_attention",
    "tensorflow_addons.layers",
    "tensorflow_addons.rnn",
    "tensorflow_model_optimization",
)


class EraWithPackages(Era):
    """As `Era`; `find("keras_contrib/SReLU")` looks into that package."""

    def _places(self):
        self.packages = {}
        for name in MODULES:
            try:
                module = importlib.import_module(name)
            except ImportError:
                continue
            self.packages.setdefault(name.split(".")[0], []).append(module)
            if name.startswith("keras_"):  # the others register their classes themselves
                classes = {key: value for key, value in vars(module).items() if isinstance(value, type)}
                self.keras.utils.get_custom_objects().update(classes)
        return super(EraWithPackages, self)._places()

    def find(self, name):
        package, _, class_name = name.rpartition("/")
        if not package:
            return super(EraWithPackages, self).find(name)
        found = [getattr(module, class_name, None) for module in self.packages.get(package, ())]
        return next((one for one in found if one is not None), None)

    def lacking(self, builder):
        if builder.family not in self.packages:
            return "{} is not installed".format(builder.family)
        return super(EraWithPackages, self).lacking(builder)


def coverage(era, entries):
    """Which models hold each class; nothing else of Keras has to be here."""
    return _coverage(era, entries)[0], []


_coverage = build.coverage
build.coverage = coverage
build.models = models_ecosystem
build.Era = EraWithPackages

if __name__ == "__main__":
    sys.exit(build.main())
