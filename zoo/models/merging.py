"""Layers with several inputs."""

from __future__ import absolute_import

from models import model


def three(era):
    inputs = era.input((4, 3))
    return inputs, [era.layer("Dense", 5, name="branch_%d" % i)(inputs) for i in range(3)]


@model()
def merging(era):
    x, branches = three(era)
    outputs = []
    for kind in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
        outputs += era.fan(branches, era.layer(kind, name=kind.lower()))
    outputs += era.fan(branches[:2], era.layer("Subtract", name="subtract"))
    outputs += era.fan(branches, era.layer("Concatenate", name="concatenate"))
    outputs += era.fan(branches, era.layer("Concatenate", axis=1, name="concatenate_time"))
    return era.model(x, outputs)


@model()
def merging_dot(era):
    first, second = era.input((4, 3)), era.input((5, 3))
    outputs = era.fan(
        [first, second],
        era.layer("Dot", axes=2, name="dot"),
        era.layer("Dot", axes=(2, 2), normalize=True, name="cosine"),
    )
    flat = [era.layer("Flatten")(era.layer("Dense", 1)(era.layer("Permute", (2, 1))(x))) for x in (first, second)]
    outputs += era.fan(flat, era.layer("Dot", axes=1, name="vectors"), era.layer("Dot", axes=-1, name="last"))
    return era.model([first, second], outputs)


@model()
def merging_broadcast(era):
    """Inputs of unequal rank and length one, which the older merge layers already stretched."""
    x, row = era.input((4, 3)), era.input((1, 3))
    outputs = era.fan([x, row], era.layer("Add", name="add"), era.layer("Multiply", name="multiply"))
    return era.model([x, row], outputs)


@model(later=("the mask of merge layers",))
def merging_masks(era):
    """Token and position embeddings added, of which only the first has a mask."""
    tokens = era.tokens(6, 8)
    masked = era.layer("Embedding", 8, 3, mask_zero=True, name="tokens")(tokens)
    other = era.layer("Embedding", 9, 3, name="positions")(tokens)
    outputs = []
    for kind in ("Add", "Multiply", "Concatenate"):
        merged = era.layer(kind, name=kind.lower())([masked, other])
        outputs.append(era.layer("LSTM", 2, recurrent_activation="sigmoid", name="after_" + kind.lower())(merged))
    return era.model(tokens, outputs)
