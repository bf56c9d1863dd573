"""The layer Merge, in every mode, and the function merge."""

from __future__ import absolute_import

from models_keras1 import model


def two_inputs(era):
    return era.input((4,)), era.input((4,))


@model()
def merge_elementwise(era):
    a, b = two_inputs(era)
    return era.model([a, b], [era.merge([a, b], mode=mode, name=mode) for mode in ("sum", "mul", "ave", "max")])


@model()
def merge_concat(era):
    a, b = era.input((3, 4)), era.input((3, 4))
    outputs = [
        era.merge([a, b], mode="concat", name="last"),
        era.merge([a, b], mode="concat", concat_axis=1, name="time"),
        era.merge([a, b, a], mode="concat", concat_axis=2, name="three"),
    ]
    return era.model([a, b], outputs)


@model(later=("Merge cos",))
def merge_products(era):
    a, b = two_inputs(era)
    outputs = era.raw(lambda: era.merge([a, b], mode="dot", dot_axes=1, name="dot"))
    outputs += era.raw(lambda: era.merge([a, b], mode="cos", dot_axes=1, name="cos"))
    return era.model([a, b], outputs)


@model()
def merge_dot_sequences(era):
    a, b = era.input((3, 4)), era.input((5, 4))
    c = era.input((3, 2))
    outputs = era.raw(lambda: era.merge([a, b], mode="dot", dot_axes=[2, 2], name="attention"))
    outputs += era.raw(lambda: era.merge([a, c], mode="dot", dot_axes=(1, 1), name="first"))
    outputs += era.raw(lambda: era.merge([a, b], mode="dot", dot_axes=-1, name="negative"))
    return era.model([a, b, c], outputs)


@model()
def merge_sequential(era):
    """Two Sequential models as the inputs of a third, as Keras 0 and 1 did it."""
    left = era.sequential([era.layer("Dense", 3, input_dim=4, activation="tanh", name="left")])
    right = era.sequential([era.layer("Dense", 3, input_dim=5, name="right")])
    era.feed(era.normal((4,)))
    era.feed(era.normal((5,)))
    merged = era.layer("Merge", [left, right], mode="concat")
    return era.sequential([merged, era.layer("Dense", 2, activation="softmax")])


@model()
def merge_sequential_nested(era):
    """A merge of merges, with a layer's class as input model."""
    def branch(size, name):
        era.feed(era.normal((size,)))
        return era.sequential([era.layer("Dense", 3, input_dim=size, name=name)])

    inner = era.sequential([
        era.layer("Merge", [branch(4, "one"), branch(5, "two")], mode="mul"),
        era.layer("Dense", 3, activation="tanh", name="inner"),
    ])
    outer = branch(2, "three")
    return era.sequential([era.layer("Merge", [inner, outer], mode="sum"), era.layer("Dense", 2, name="last")])


@model()
def merge_called(era):
    """A Merge that is called as a layer."""
    a, b = two_inputs(era)
    merged = era.layer("Merge", mode="ave", name="merged")([era.layer("Dense", 4, name="dense")(a), b])
    return era.model([a, b], merged)
