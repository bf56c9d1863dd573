"""ESN of tensorflow_addons is a SimpleRNN that is not trained, as long as it does not leak.

Symptom: Unknown layer: 'Addons>ESN'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/rnn/esn_cell.py

Before: ESN(units=5, leaky=1)
After: SimpleRNN(units=5, trainable=False)
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.LOSSLESS)

PACKAGE = "Addons"
OWN = ("connectivity", "leaky", "spectral_radius", "use_norm2")
KINDS = ("initializer", "regularizer", "constraint")


@rule.in_context("ESN")
def take_keras_own(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package != PACKAGE:
        return None
    if (leak := layer.config.get("leaky", 1)) != 1:
        refusal = context.refusal(
            "echo_state_leaks",
            f"ESN keeps a part of its last state (leaky={leak}), which no recurrent layer of Keras 3 does",
            expected="leaky=1",
            advice="Keep this model in the framework that made it.",
        )
        return Upgraded(findings=(refusal,))
    absent: dict[str, Any] = {f"{part}_{kind}": None for part in ("kernel", "recurrent", "bias") for kind in KINDS[1:]}
    dropout = {"dropout": 0.0, "recurrent_dropout": 0.0}
    config = absent | dropout | {key: value for key, value in layer.config.items() if key not in OWN}
    weights = {name: layer.weights[name] for name in ("kernel", "recurrent_kernel", "bias") if name in layer.weights}
    return Layer("SimpleRNN", layer.name, config | {"trainable": False}, weights)
