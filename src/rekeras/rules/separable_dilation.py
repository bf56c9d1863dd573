"""SeparableConv2D took `dilation_rate` in Keras 2.0 and did not use it; newer Keras does.

Symptom: SeparableConv2D with dilation_rate gives smaller outputs than in Keras 2.0

Before: SeparableConv2D(4, 3, dilation_rate=2) of Keras 2.0.8 gives as many places as without dilation
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.1", safety=Safety.MANUAL)


@rule.in_context("SeparableConv2D")
def refuse_unused_dilation(layer: Layer, context: Context) -> Upgraded | None:
    if context.source.is_tf_keras or not (2, 0) <= context.source.version < (2, 1):
        return None
    rate = layer.config.get("dilation_rate", 1)
    if all(each == 1 for each in (rate if isinstance(rate, list | tuple) else [rate])):
        return None
    found = context.refusal(
        "separable_dilation",
        f"SeparableConv2D has dilation_rate={rate}, which Keras 2.0 did not use and Keras 3 does",
        expected="dilation_rate=1",
        advice="If the numbers of Keras 2.0 are the right ones, set dilation_rate to 1 in the original and save again.",
    )
    return Upgraded(findings=(found,))
