"""Models that are trained: small ones times every optimizer of an era with its options; see `build_training.py`.

Everything here runs on Python 2.7 to 3.11 and in Keras 1 to 3.
"""

from __future__ import absolute_import

import importlib

FAMILIES = ("optimizers", "schedules")
BUILDERS = {}
FEW = (
    "adadelta_decay", "adagrad", "adam", "adam_amsgrad_permuted", "adam_decay", "adam_ema", "adam_nested", "adamax", "adamw",
    "ftrl_options", "legacy_adam_decay", "legacy_nadam", "legacy_sgd_nesterov", "legacy_rmsprop_centered_momentum",
    "experimental_adam", "loss_scale", "legacy_loss_scale", "nadam", "rmsprop_centered_momentum", "schedule_adam",
    "schedule_cosine_decay_warmup", "sgd", "sgd_decay", "sgd_momentum", "sgd_nesterov", "sgd_global_clipnorm",
)  # fmt: skip
SHORT = ("keras-1.2.2-tf", "keras-2.0.8", "keras-3.0", "keras-3.15", "tf-2.6", "tf-2.13")
"""Eras that write what their neighbours write have these alone."""


class Training(object):
    """One model and how it is compiled; looks like a `models.Builder` to `build.main`.

    function: builds the model and says what it is trained on: `era.input`, `era.target`, `era.sample_weight`.
    settings: function of the era that returns the arguments of `compile`.
    needs: function of the era: does it have this at all?
    also: further containers: "saved_model", "checkpoint".
    steps: how many steps are trained before saving.
    """

    later = ()

    def __init__(self, name, family, function, settings, needs=None, also=(), steps=3):
        self.name = name
        self.family = family
        self.function = function
        self.settings = settings
        self.needs = needs or (lambda era: True)
        self.also = also
        self.steps = steps


def register(training):
    if training.name in BUILDERS:
        raise ValueError("two models named " + training.name)
    BUILDERS[training.name] = training


def load():
    """Imports every family; returns the trainings in order of their names."""
    for family in FAMILIES:
        importlib.import_module(__name__ + "." + family)
    return [BUILDERS[name] for name in sorted(BUILDERS)]
