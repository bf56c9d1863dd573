"""Models of Lambda layers; what each function does is in `functions.py`."""

from __future__ import absolute_import

from models import model
from models_lambdas import functions, lambdas

ARITHMETIC = ("centred", "powers", "mirrored", "negative", "whole_division", "remainder", "compared", "between",
              "absolute", "rounded", "clipped", "rectified", "rectified_plain", "gated", "softened", "hard",
              "exponential", "normed", "unit", "same_shape", "by_rank", "by_shape", "identity", "with_default")
SHAPES = ("part", "last", "every_second", "last_axis", "reversed_time", "reshaped", "flat", "swapped", "expanded",
          "squeezed", "repeated", "tiled", "stacked", "joined", "padded")
REDUCTIONS = ("mean", "mean_kept", "total", "largest", "smallest", "spread", "product", "root")
STATEMENTS = ("with_statements", "with_inner", "with_import", "mode_of")
PAIRS = ("difference", "distance", "attention", "batch_dot", "batch_dot_axes", "weighted", "both", "switched")
TENSORFLOW = ("tf_mean", "tf_split", "tf_concat", "tf_reshape", "tf_transpose", "tf_expand", "tf_norm", "tf_softmax",
              "tf_activation", "tf_matmul", "tf_pad", "tf_tile", "tf_gather", "tf_stack", "tf_unstack", "tf_cast",
              "tf_where", "tf_clip", "tf_maths", "tf_one_hot", "tf_shape", "tf_cumulative", "tf_reverse", "tf_einsum",
              "tf_squeeze", "tf_multiply", "tf_outer_sum", "tf_resize", "tf_static", "tf_list_shape")


THEANO = ("keras-1.2.2-theano", "keras-2.2.4-theano")
NO_TENSORFLOW = {era: "no TensorFlow" for era in THEANO}
NO_PAIRS = {THEANO[0]: "a Lambda must say the shape that it gives", THEANO[1]: "batch_dot needs BLAS, which is missing here"}
ONE_OUTPUT = {era: "a Lambda gives one tensor here" for era in THEANO}
NO_MASK = {THEANO[0]: "a Lambda must say what becomes of a mask"}


def one(era, names):
    x = era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    return era.model(x, lambdas(era, names, h))


@model(later=("Lambda",))
def code_arithmetic(era):
    return one(era, ARITHMETIC)


@model(later=("Lambda",))
def code_shapes(era):
    return one(era, SHAPES)


@model(later=("Lambda",))
def code_reductions(era):
    return one(era, REDUCTIONS)


@model(later=("Lambda",))
def code_statements(era):
    return one(era, STATEMENTS)


@model(later=("Lambda",), lacks=NO_TENSORFLOW)
def code_tensorflow(era):
    return one(era, TENSORFLOW)


@model(later=("Lambda",), lacks=NO_PAIRS)
def code_pairs(era):
    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    return era.model([x, y], lambdas(era, PAIRS, [h, y]))


@model(later=("Lambda",))
def code_arguments(era):
    """Arguments in the config, in a closure, as defaults."""
    x = era.input((4, 3))
    found = functions(era)
    layers = [
        era.layer("Lambda", found["piece"], arguments={"start": 1, "size": 2}, output_shape=(2, 3), name="piece"),
        era.layer("Lambda", found["mode_of"], arguments={"mode": "max"}, output_shape=(3,), name="mode"),
        era.layer("Lambda", found["make_scaled"](0.3, -1.25), output_shape=(4, 3), name="closure"),
        era.layer("Lambda", found["with_default"], arguments={"offset": 2.0}, output_shape=(4, 3), name="defaults"),
    ]
    return era.model(x, era.fan(x, *layers))


@model(later=("Lambda",))
def code_in_a_row(era):
    """Each needs the shape that the one before gives."""
    x = era.input((4, 3))
    found = functions(era)
    h = era.layer("Dense", 3, name="dense")(x)
    for index, name in enumerate(("joined", "swapped", "with_default", "last")):
        shape = {"joined": (4, 6), "swapped": (6, 4), "with_default": (6, 4), "last": (4,)}[name]
        h = era.layer("Lambda", found[name], output_shape=shape, name="step_%d" % index)(h)
    return era.model(x, era.layer("Dense", 2, name="head")(h))


@model(later=("Lambda",))
def code_sequential(era):
    found = functions(era)
    era.feed(era.normal((4, 3)))
    return era.sequential([
        era.layer("Lambda", found["centred"], input_shape=(4, 3), output_shape=(4, 3), name="centred"),
        era.layer("Lambda", found["joined"], output_shape=(4, 6), name="joined"),
        era.layer("Dense", 5, name="dense"),
        era.layer("Lambda", found["last"], output_shape=(5,), name="last"),
        era.layer("Dense", 2, name="head"),
    ])


@model(later=("Lambda",))
def code_time_distributed(era):
    found = functions(era)
    x = era.input((5, 4, 3))
    steps = era.layer("TimeDistributed", era.layer("Lambda", found["mean"], output_shape=(3,)), name="steps")(x)
    return era.model(x, era.layer("LSTM", 4, name="lstm")(steps))


@model(later=("Lambda",))
def code_shared(era):
    """One Lambda on tensors of two shapes."""
    x, y = era.input((4, 3)), era.input((6, 3))
    layer = era.layer("Lambda", functions(era)["by_shape"], name="shared")
    return era.model([x, y], [layer(x), layer(y)])


@model(later=("Lambda",), lacks=NO_MASK)
def code_mask(era):
    """A Lambda lets no mask pass."""
    tokens = era.tokens(6, 9)
    h = era.layer("Embedding", 9, 4, mask_zero=True, name="embedding")(tokens)
    h = era.layer("Lambda", functions(era)["with_default"], output_shape=(6, 4), name="scaled")(h)
    return era.model(tokens, era.layer("LSTM", 3, name="lstm")(h))


@model(later=("Lambda",), lacks=ONE_OUTPUT)
def code_several_outputs(era):
    x = era.input((4, 3))
    first, second = era.layer("Lambda", functions(era)["many"], name="many")(x)
    return era.model(x, [era.layer("Dense", 2, name="dense")(first), second])
