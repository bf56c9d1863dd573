"""SyncBatchNormalization became an option of BatchNormalization, of the TensorFlow backend only.

Symptom: Unknown layer: 'SyncBatchNormalization'
Symptom: Argument synchronized=True is only supported with the TensorFlow backend
https://github.com/keras-team/keras/pull/18155

Before: SyncBatchNormalization(axis=-1)
After: BatchNormalization(axis=-1)

A trained model computes the same. Only training on several devices at once differs: statistics are each device's own.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.12", safety=Safety.LOSSLESS)


@rule.in_context("SyncBatchNormalization")
def make_plain(layer: Layer, context: Context) -> Upgraded:
    note = context.note(
        "synchronized",
        "SyncBatchNormalization became BatchNormalization: the trained model computes the same",
        advice="To train on several devices with TensorFlow, set synchronized=True.",
    )
    return Upgraded(replace(layer, class_name="BatchNormalization"), findings=(note,))
