"""Classes that Keras got later than the Keras that wrote a file: there, the name is somebody's own.

Symptom: LayerNormalization of keras-layer-normalization loads as the one of Keras 3
Symptom: Layer 'layer_normalization' expected 2 variables, but received 1 variables during loading
https://github.com/keras-team/keras/issues/3878

Before: LayerNormalization(...) in a file of Keras 2.2.4, which had no such layer
After: a refusal, as for every class of somebody's own

Source: the layers of each version, as `scripts/dump_old_configs.py` lists them. For each class stands the newest
version that was seen to lack it; what lies between that and its arrival is taken for Keras's.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer, Source
from rekeras.records import Safety
from rekeras.rules._others import OWNER
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.0", safety=Safety.MANUAL)

_KERAS_2 = (2, 99)
_LACKING = {
    (2, 2): (
        *("CategoryEncoding", "CenterCrop", "Conv1DTranspose", "Discretization", "EinsumDense", "Hashing"),
        *("IntegerLookup", "Normalization", "RandomContrast", "RandomCrop", "RandomFlip", "RandomRotation"),
        *("RandomTranslation", "RandomZoom", "Rescaling", "Resizing", "StringLookup", "TextVectorization"),
    ),
    (2, 3): ("MultiHeadAttention",),
    (2, 4): ("ConvLSTM1D", "ConvLSTM3D"),
    (2, 6): ("DepthwiseConv1D", "HashedCrossing", "RandomBrightness", "UnitNormalization"),
    (2, 10): ("GroupNormalization", "Identity", "SpectralNormalization"),
    _KERAS_2: (
        *("AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D", "AdaptiveMaxPooling1D"),
        *("AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D", "AugMix", "AutoContrast", "CutMix", "Equalization"),
        *("ContrastLimitedAdaptiveHistogramEqualization", "GroupQueryAttention", "MaxNumBoundingBoxes"),
        *("MelSpectrogram", "MixUp", "Pipeline", "RMSNormalization", "RandAugment", "RandomColorDegeneration"),
        *("RandomColorJitter", "RandomElasticTransform", "RandomErasing", "RandomGaussianBlur", "RandomGrayscale"),
        *("RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization", "RandomSaturation"),
        *("RandomSharpness", "RandomShear", "ReversibleEmbedding", "STFTSpectrogram", "Solarization"),
    ),
}
LACKING = {name: version for version, names in _LACKING.items() for name in names}
NEVER_STANDALONE = frozenset({"AdditiveAttention", "Attention", "LayerNormalization"})
"""Classes that TensorFlow had from the start, and standalone Keras (up to 2.3) never."""


def is_namesake(class_name: str, source: Source) -> bool:
    """Whether a class of Keras 3 cannot be the one that the file means by this name."""
    version = source.version[:2]
    if not version or version >= (3, 0):
        return False
    if not source.is_tf_keras and class_name in NEVER_STANDALONE | {
        name for name, v in LACKING.items() if v < _KERAS_2
    }:
        return True
    return version <= LACKING.get(class_name, (0, 0))


@rule.in_context(*LACKING, *NEVER_STANDALONE)
def mark_as_own(layer: Layer, context: Context) -> Upgraded | None:
    """The check against Keras 3 refuses every class of a package."""
    if layer.package or not is_namesake(layer.class_name, context.source):
        return None
    what = f"{layer.class_name} was no class of Keras {context.source.keras_version}: it is its author's own"
    return Upgraded(replace(layer, package=OWNER), what)
