"""Learning rates that change with the steps."""

from __future__ import absolute_import

from models_training import Training, networks, register

SCHEDULES = {
    "exponential_decay": ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.7}),
    "exponential_staircase": (
        "ExponentialDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.7, "staircase": True},
    ),
    "inverse_time_decay": ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 2, "decay_rate": 0.4}),
    "piecewise_constant_decay": ("PiecewiseConstantDecay", {"boundaries": [4, 8], "values": [0.1, 0.05, 0.01]}),
    "polynomial_decay": (
        "PolynomialDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 8, "end_learning_rate": 0.01, "power": 2.0},
    ),
    "cosine_decay": ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 9, "alpha": 0.1}),
    "cosine_decay_warmup": (
        "CosineDecay",
        {"initial_learning_rate": 0.01, "decay_steps": 6, "warmup_target": 0.1, "warmup_steps": 5},
    ),
    "cosine_decay_restarts": ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 5}),
    "linear_cosine_decay": (
        "experimental.LinearCosineDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 9, "num_periods": 0.7, "alpha": 0.1, "beta": 0.05},
    ),
}


def scheduled(era, schedule, option="SGD", **arguments):
    name, settings = SCHEDULES[schedule]
    rate = era.schedule(name, **settings)
    return {"loss": "mse", "optimizer": era.optimizer(option, learning_rate=rate, **arguments)}


for _name in SCHEDULES:
    register(
        Training(
            "schedule_" + _name, "schedules", networks.small,
            lambda era, name=_name: scheduled(era, name, momentum=0.5),
        )
    )  # fmt: skip
register(
    Training("schedule_adam", "schedules", networks.small,
             lambda era: scheduled(era, "exponential_decay", "Adam"), also=("saved_model", "checkpoint"))
)  # fmt: skip
