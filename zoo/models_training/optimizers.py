"""Every optimizer of an era with every option that has a state or changes a formula.

`OPTIONS` are those of plain optimizers; the places `legacy` and `experimental` have them again.
"""

from __future__ import absolute_import

from models_training import Training, networks, register

OPTIONS = {
    "sgd": ("SGD", {"learning_rate": 0.05}),
    "sgd_momentum": ("SGD", {"learning_rate": 0.05, "momentum": 0.8}),
    "sgd_nesterov": ("SGD", {"learning_rate": 0.05, "momentum": 0.8, "nesterov": True}),
    "sgd_decay": ("SGD", {"learning_rate": 0.1, "momentum": 0.5, "decay": 0.2}),
    "sgd_clipnorm": ("SGD", {"learning_rate": 0.1, "momentum": 0.5, "clipnorm": 0.3}),
    "sgd_clipvalue": ("SGD", {"learning_rate": 0.1, "momentum": 0.5, "clipvalue": 0.1}),
    "sgd_global_clipnorm": ("SGD", {"learning_rate": 0.1, "momentum": 0.5, "global_clipnorm": 0.3}),
    "rmsprop": ("RMSprop", {"learning_rate": 0.01}),
    "rmsprop_centered": ("RMSprop", {"learning_rate": 0.01, "centered": True}),
    "rmsprop_momentum": ("RMSprop", {"learning_rate": 0.01, "rho": 0.8, "momentum": 0.6}),
    "rmsprop_centered_momentum": ("RMSprop", {"learning_rate": 0.01, "momentum": 0.6, "centered": True}),
    "rmsprop_decay": ("RMSprop", {"learning_rate": 0.02, "decay": 0.2, "epsilon": 1e-3}),
    "adam": ("Adam", {"learning_rate": 0.02}),
    "adam_amsgrad": ("Adam", {"learning_rate": 0.02, "amsgrad": True}),
    "adam_decay": ("Adam", {"learning_rate": 0.05, "decay": 0.1}),
    "adam_options": ("Adam", {"learning_rate": 0.02, "beta_1": 0.7, "beta_2": 0.95, "epsilon": 1e-2}),
    "adam_weight_decay": ("Adam", {"learning_rate": 0.02, "weight_decay": 0.1}),
    "adam_ema": ("Adam", {"learning_rate": 0.02, "use_ema": True, "ema_momentum": 0.6, "ema_overwrite_frequency": 5}),
    "adamw": ("AdamW", {"learning_rate": 0.02, "weight_decay": 0.1}),
    "adamax": ("Adamax", {"learning_rate": 0.02}),
    "adamax_decay": ("Adamax", {"learning_rate": 0.05, "decay": 0.1, "epsilon": 1e-2}),
    "nadam": ("Nadam", {"learning_rate": 0.02}),
    "nadam_options": ("Nadam", {"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3}),
    "nadam_schedule_decay": ("Nadam", {"learning_rate": 0.02, "schedule_decay": 0.01}),
    "adagrad": ("Adagrad", {"learning_rate": 0.05}),
    "adagrad_accumulator": ("Adagrad", {"learning_rate": 0.05, "initial_accumulator_value": 0.3, "epsilon": 1e-2}),
    "adagrad_decay": ("Adagrad", {"learning_rate": 0.1, "decay": 0.1, "epsilon": 1e-2}),
    "adadelta": ("Adadelta", {"learning_rate": 1.0}),
    "adadelta_options": ("Adadelta", {"learning_rate": 2.0, "rho": 0.8, "epsilon": 1e-3}),
    "adadelta_decay": ("Adadelta", {"learning_rate": 4.0, "decay": 0.1, "epsilon": 1e-3}),
    "ftrl": ("Ftrl", {"learning_rate": 0.1}),
    "ftrl_options": (
        "Ftrl",
        {
            "learning_rate": 0.1,
            "learning_rate_power": -0.4,
            "initial_accumulator_value": 0.2,
            "l1_regularization_strength": 0.01,
            "l2_regularization_strength": 0.02,
        },
    ),
    "ftrl_shrinkage": ("Ftrl", {"learning_rate": 0.1, "l2_shrinkage_regularization_strength": 0.05}),
    "ftrl_beta": ("Ftrl", {"learning_rate": 0.1, "beta": 0.3}),
    "lion": ("Lion", {"learning_rate": 0.005}),
    "adafactor": ("Adafactor", {"learning_rate": 0.02}),
    "adafactor_options": ("Adafactor", {"learning_rate": 0.02, "relative_step": False, "clip_threshold": 0.5}),
    "lamb": ("Lamb", {"learning_rate": 0.02}),
    "muon": ("Muon", {"learning_rate": 0.02}),
}
AGAIN = (
    "sgd", "sgd_momentum", "sgd_nesterov", "sgd_decay", "sgd_clipnorm", "rmsprop", "rmsprop_centered_momentum",
    "adam", "adam_amsgrad", "adam_decay", "adam_ema", "adamw", "adamax", "nadam", "adagrad_accumulator",
    "adadelta_options", "ftrl_options",
)  # fmt: skip
"""The options of optimizers in the places `legacy` and `experimental`."""
PERMUTED = ("sgd_nesterov", "rmsprop", "adam", "adam_amsgrad", "adam_ema")
"""The optimizers that train what a conversion turns around."""
CONTAINERS = ("sgd", "sgd_momentum", "adam", "adam_amsgrad", "rmsprop_centered_momentum", "nadam", "ftrl", "adam_ema")
"""The optimizers that are also saved as SavedModel and checkpoint."""


def mean_squares(era, option):
    return {"loss": "mse", "optimizer": optimizer(era, option)}


def two_losses(era, option):
    return {
        "loss": ["mse", "binary_crossentropy"],
        "loss_weights": [0.7, 1.5],
        "optimizer": optimizer(era, option),
    }


def optimizer(era, option, place=""):
    class_name, arguments = OPTIONS[option]
    return era.optimizer(class_name, place, **arguments)


def loss_scaled(era, place=""):
    inner = optimizer(era, "adam", place)
    options = {"initial_scale": 64, "dynamic_growth_steps": 5}
    return {"loss": "mse", "optimizer": era.loss_scale_optimizer(inner, **options)}


def containers(option):
    return ("saved_model", "checkpoint") if option in CONTAINERS else ()


def in_place(place, option):
    def settings(era):
        return {"loss": "mse", "optimizer": optimizer(era, option, place)}

    return settings


for _option in OPTIONS:
    register(
        Training(
            _option, "optimizers", networks.small, lambda era, option=_option: mean_squares(era, option),
            also=containers(_option),
        )
    )
for _option in PERMUTED:
    register(
        Training(
            _option + "_permuted", "optimizers", networks.permuted, lambda era, option=_option: two_losses(era, option),
            also=containers(_option),
        )
    )
for _place in ("legacy", "experimental"):
    for _option in AGAIN:
        register(
            Training(_place + "_" + _option, "optimizers", networks.small, in_place(_place, _option),
                     also=containers(_option))
        )  # fmt: skip
register(Training("sgd_momentum_nested", "optimizers", networks.nested, lambda era: mean_squares(era, "sgd_momentum")))
register(
    Training("sgd_normalized", "optimizers", networks.normalized, lambda era: mean_squares(era, "sgd"),
             needs=lambda era: era.moves_statistics)
)  # fmt: skip
register(Training("adam_nested", "optimizers", networks.nested, lambda era: mean_squares(era, "adam")))
register(Training("adam_embedded", "optimizers", networks.embedded, lambda era: mean_squares(era, "adam")))
register(Training("loss_scale", "optimizers", networks.small, loss_scaled))
register(Training("legacy_loss_scale", "optimizers", networks.small, lambda era: loss_scaled(era, "legacy")))
register(Training("adam_untrained", "optimizers", networks.small, lambda era: mean_squares(era, "adam"), steps=0))
