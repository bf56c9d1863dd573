"""Another variant of a known network: VGG16 beside VGG19, ResNets of other depths, another width.

Names of layers: ``keras/src/applications`` of Keras 3 and of Keras 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rekeras.archive import walk
from rekeras.fitting.causes._cause import Cause, Mismatch, likely
from rekeras.records import Finding

Names = frozenset[str]

# The first pattern that any name has decides; the deepest variant of a family stands first.
VARIANTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "VGG": (("VGG19", r"block[345]_conv4"), ("VGG16", r"block5_conv3")),
    "ResNet": (
        ("ResNet152V2", r"conv4_block36_preact_bn"),
        ("ResNet101V2", r"conv4_block23_preact_bn"),
        ("ResNet50V2", r"conv4_block6_preact_bn"),
        ("ResNet152", r"conv4_block36_1_conv"),
        ("ResNet101", r"conv4_block23_1_conv"),
        ("ResNet50", r"conv4_block6_1_conv"),
        ("ResNet50 of Keras before 2.3", r"res5c_branch2c"),
    ),
    "DenseNet": (
        ("DenseNet201", r"conv4_block48_1_conv"),
        ("DenseNet169", r"conv4_block32_1_conv"),
        ("DenseNet121", r"conv4_block24_1_conv"),
    ),
    "EfficientNet": (
        ("EfficientNetB7", r"block7d_.*"),
        ("EfficientNetB5 or B6", r"block7c_.*"),
        ("EfficientNetB2, B3 or B4", r"block7b_.*"),
        ("EfficientNetB0 or B1", r"block7a_.*"),
    ),
    "MobileNet": (
        ("MobileNetV3Large", r"expanded_conv_14.*"),
        ("MobileNetV3Small", r"expanded_conv_10.*"),
        ("MobileNetV2", r"block_16_project"),
        ("MobileNet", r"conv_dw_13|conv_pw_13"),
    ),
}


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Names of layers that tell two different variants."""
    wanted = frozenset(layer.name for _address, layer in walk(mismatch.model))
    found = frozenset(
        part
        for pair in mismatch.flat.pairs
        if pair.piece is not None
        for name in (pair.piece.name, *(entry.name for entry in pair.piece.entries))
        for part in re.split(r" / |/", name)
    )
    here, there = _variant(wanted), _variant(found)
    if here and there and here != there:
        what = f"the weights are those of {there}, the architecture is {here}"
        yield likely(__name__, "", what, f"Build {there}, or take the weights of {here}.")


def _variant(names: Iterable[str]) -> str:
    known = tuple(names)
    for variants in VARIANTS.values():
        for variant, pattern in variants:
            if any(re.fullmatch(pattern, name) for name in known):
                return variant
    return ""


cause = Cause(__name__, look)
