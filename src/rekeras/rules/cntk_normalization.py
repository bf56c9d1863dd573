"""On CNTK, a model in TimeDistributed normalized with the statistics of the batch in prediction, too.

Nobody sees an error. Keras told CNTK that it predicts only where the last layer of such a model asks for it; else
BatchNormalization in it stayed as in training, or as the last call of another model left it. A BatchNormalization that
is itself in TimeDistributed is not concerned. Measured with Keras 2.2.4 on CNTK 2.7.

Symptom: a model inside TimeDistributed of a CNTK file gives other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.4/keras/backend/cntk_backend.py (`in_train_phase`)
"""

from __future__ import annotations

from rekeras.archive import Layer, walk
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)


@rule.in_context("TimeDistributed")
def refuse_inner_normalization(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    if context.source.backend != "cntk" or inner is None or not inner.is_model:
        return None
    if all(one.class_name != "BatchNormalization" for _address, one in walk(inner)):
        return None
    finding = context.refusal(
        "cntk_normalization",
        "a model with BatchNormalization in TimeDistributed of the CNTK backend, which took the batch's statistics",
        expected="a file of the TensorFlow or Theano backend",
        advice="Keep this model in the framework that made it, or train it again.",
    )
    return Upgraded(findings=(finding,))
