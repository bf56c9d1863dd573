"""Layers, cells and activations of tensorflow_addons, with the arguments that change what they compute."""

from __future__ import absolute_import

from models_ecosystem import model

PACKAGE = "tensorflow_addons"
ACTIVATIONS = ("gelu", "hardshrink", "lisht", "mish", "rrelu", "snake", "softshrink", "sparsemax", "tanhshrink")


def add(era, class_name, *args, **kwargs):
    return era.layer(PACKAGE + "/" + class_name, *args, **kwargs)


def needs(*class_names):
    return tuple(PACKAGE + "/" + name for name in class_names)


WITHOUT_SPARSEMAX = {"tf-2.3": "its sparsemax does not run on the tensors of a model"}


@model(lacks=WITHOUT_SPARSEMAX)
def addons_activations(era):
    """As the argument of a layer, where their names stand."""
    x = era.input((5,))
    layers = []
    for name in ACTIVATIONS:
        layers.append(era.layer("Dense", 4, activation="Addons>" + name, name="dense_" + name))
    return era.model(x, era.fan(x, *layers))


@model(lacks=WITHOUT_SPARSEMAX)
def addons_activation_layers(era):
    x = era.input((3, 5))
    return era.model(x, era.fan(x, *[era.layer("Activation", "Addons>" + name, name=name) for name in ACTIVATIONS]))


@model()
def addons_activations_of_convolutions(era):
    x = era.input((6, 5, 3))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("Conv2D", 4, 2, activation="Addons>mish", name="mish"),
            era.layer("Conv2D", 4, 2, strides=2, activation="Addons>lisht", name="lisht"),
            era.layer("SeparableConv2D", 4, 2, activation="Addons>gelu", name="gelu"),
            era.layer("DepthwiseConv2D", 2, activation="Addons>snake", name="snake"),
        ),
    )


@model(later=("activation of a recurrent layer",))
def addons_activations_recurrent(era):
    x = era.input((4, 3))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("SimpleRNN", 3, activation="Addons>mish", name="mish"),
            era.layer("LSTM", 3, activation="Addons>tanhshrink", return_sequences=True, name="tanhshrink"),
        ),
    )


@model(later=("an activation without a twin, in a recurrent layer",))
def addons_activations_recurrent_refused(era):
    x = era.input((4, 3))
    return era.model(x, era.layer("SimpleRNN", 3, activation="Addons>lisht", name="lisht")(x))


@model(needs=needs("WeightNormalization"))
def addons_weight_normalization(era):
    x = era.input((6, 5, 3))
    conv = add(era, "WeightNormalization", era.layer("Conv2D", 4, 2, activation="relu"), name="conv")
    bare = add(era, "WeightNormalization", era.layer("Conv2D", 3, 3, use_bias=False), data_init=False, name="no_bias")
    pooled = [era.layer("GlobalAveragePooling2D", name="pool_" + one.name)(one(x)) for one in (conv, bare)]
    dense = add(era, "WeightNormalization", era.layer("Dense", 2, activation="tanh"), name="dense")
    outputs = pooled + [dense(pooled[0])]
    for layer in (conv, bare, dense):
        layer._initialized.assign(True)
    return era.model(x, outputs)


@model(needs=needs("WeightNormalization"))
def addons_weight_normalization_recurrent(era):
    x = era.input((4, 3))
    rnn = add(era, "WeightNormalization", era.layer("SimpleRNN", 3), data_init=False, name="rnn")
    y = rnn(x)
    rnn._initialized.assign(True)
    return era.model(x, y)


@model(needs=needs("WeightNormalization"))
def addons_weight_normalization_new(era):
    """Never called: the wrapper then takes the length of the kernel as it is."""
    x = era.input((6,))
    return era.model(x, add(era, "WeightNormalization", era.layer("Dense", 4), data_init=False, name="new")(x))


@model(needs=needs("WeightNormalization"), later=("initialised by the first batch",))
def addons_weight_normalization_by_data(era):
    x = era.input((6,))
    return era.model(x, add(era, "WeightNormalization", era.layer("Dense", 4), name="by_data")(x))


@model(needs=needs("SpectralNormalization"))
def addons_spectral_normalization(era):
    x = era.input((6, 5, 3))
    y = add(era, "SpectralNormalization", era.layer("Conv2D", 4, 2, activation="relu"), name="conv")(x)
    y = era.layer("GlobalAveragePooling2D")(y)
    dense = add(era, "SpectralNormalization", era.layer("Dense", 3), power_iterations=2, name="dense")
    z = era.tokens(4, 7)
    words = add(era, "SpectralNormalization", era.layer("Embedding", 7, 3), name="embedding")
    return era.model([x, z], [dense(y), words(z)])


@model(needs=needs("Maxout"))
def addons_maxout(era):
    x, y = era.input((6,)), era.input((4, 6, 3))
    return era.model(
        [x, y],
        [
            add(era, "Maxout", 3, name="features")(x),
            add(era, "Maxout", 2, name="again")(add(era, "Maxout", 6, name="same")(x)),
            add(era, "Maxout", 1, name="one")(y),
            add(era, "Maxout", 2, axis=2, name="columns")(y),
            add(era, "Maxout", 2, axis=-3, name="rows")(y),
        ],
    )


@model(needs=needs("GELU"))
def addons_gelu(era):
    x = era.input((5,))
    return era.model(
        x, era.fan(x, add(era, "GELU", name="approximate"), add(era, "GELU", approximate=False, name="exact"))
    )


@model(needs=needs("Sparsemax"))
def addons_sparsemax(era):
    x = era.input((4, 5, 3))
    return era.model(
        x,
        era.fan(
            x,
            add(era, "Sparsemax", name="last"),
            add(era, "Sparsemax", axis=1, name="first"),
            add(era, "Sparsemax", axis=-2, name="middle"),
        ),
    )


@model(needs=needs("PoincareNormalize"))
def addons_poincare_normalize(era):
    x = era.input((4, 5))
    small = era.layer("Rescaling", 0.2)(x)
    if small is None:
        small = x
    return era.model(
        x,
        era.fan(
            x,
            add(era, "PoincareNormalize", name="default"),
            add(era, "PoincareNormalize", axis=-1, epsilon=0.2, name="last"),
            add(era, "PoincareNormalize", axis=[1, 2], epsilon=0.1, name="both"),
        )
        + [add(era, "PoincareNormalize", axis=2, epsilon=0.1, name="small")(small)],
    )


@model(needs=needs("TLU"))
def addons_tlu(era):
    x, y = era.input((5,)), era.input((3, 4, 2))
    return era.model(
        [x, y],
        [
            add(era, "TLU", name="plain")(x),
            add(era, "TLU", affine=True, name="affine")(x),
            add(era, "TLU", affine=True, name="images")(y),
        ],
    )


@model(needs=needs("FilterResponseNormalization"), lacks={"tf-2.3": "its config cannot be written"})
def addons_filter_response_normalization(era):
    x = era.input((4, 5, 3))
    first = add(era, "FilterResponseNormalization", epsilon=0.1, name="first")(x)
    learned = add(era, "FilterResponseNormalization", learned_epsilon=True, name="learned")
    return era.model(x, [first, learned(x)])


@model(needs=needs("Snake"))
def addons_snake(era):
    x = era.input((5,))
    return era.model(x, add(era, "Snake", name="snake")(era.layer("Dense", 4)(x)))


@model(needs=needs("NoisyDense"), lacks={"tf-2.6": "its noise is new at every call, and in no file"})
def addons_noisy_dense(era):
    x = era.input((5,))
    return era.model(
        x,
        era.fan(
            x,
            add(era, "NoisyDense", 4, name="factorised"),
            add(era, "NoisyDense", 3, sigma=0.2, use_factorised=False, activation="relu", name="independent"),
        ),
    )


@model(needs=needs("PolynomialCrossing"))
def addons_polynomial_crossing(era):
    x, y = era.input((6,)), era.input((6,))
    first = add(era, "PolynomialCrossing", name="full")([x, y])
    second = add(era, "PolynomialCrossing", projection_dim=2, diag_scale=0.3, use_bias=False, name="low")([x, first])
    third = add(era, "PolynomialCrossing", diag_scale=0.5, name="diagonal")([y, second])
    return era.model([x, y], [first, second, third])


@model(needs=needs("StochasticDepth"))
def addons_stochastic_depth(era):
    x, y = era.input((4, 3)), era.input((4, 3))
    return era.model([x, y], add(era, "StochasticDepth", survival_probability=0.7, name="depth")([x, y]))


@model(needs=needs("AdaptiveAveragePooling2D"))
def addons_adaptive_pooling(era):
    x, y, z = era.input((6, 3)), era.input((6, 4, 3)), era.input((4, 6, 2, 3))
    first = era.input((3, 6, 4))
    return era.model(
        [x, y, z, first],
        [
            add(era, "AdaptiveAveragePooling1D", 2, name="average_1d")(x),
            add(era, "AdaptiveMaxPooling1D", 3, name="max_1d")(x),
            add(era, "AdaptiveAveragePooling2D", (2, 4), name="average_2d")(y),
            add(era, "AdaptiveMaxPooling2D", (3, 2), name="max_2d")(y),
            add(era, "AdaptiveMaxPooling2D", (3, 1), data_format="channels_first", name="max_first")(first),
            add(era, "AdaptiveAveragePooling3D", (2, 3, 1), name="average_3d")(z),
            add(era, "AdaptiveMaxPooling3D", (1, 2, 2), name="max_3d")(z),
        ],
    )


@model(needs=needs("SpatialPyramidPooling2D"))
def addons_spatial_pyramid_pooling(era):
    x = era.input((7, 5, 3))
    return era.model(x, add(era, "SpatialPyramidPooling2D", [1, 2, [3, 2]], name="pyramid")(x))


@model(needs=needs("MultiHeadAttention"))
def addons_multi_head_attention(era):
    query, key, value = era.input((4, 5)), era.input((6, 3)), era.input((6, 2))
    return era.model(
        [query, key, value],
        [
            add(era, "MultiHeadAttention", head_size=3, num_heads=2, name="three")([query, key, value]),
            add(
                era, "MultiHeadAttention", head_size=4, num_heads=3, output_size=5, use_projection_bias=False, name="two"
            )([query, key]),
        ],
    )


@model(needs=needs("MultiHeadAttention"))
def addons_multi_head_attention_scores(era):
    query, key = era.input((4, 5)), era.input((6, 3))
    attend = add(era, "MultiHeadAttention", head_size=3, num_heads=2, dropout=0.3, return_attn_coef=True, name="scores")
    return era.model([query, key], list(attend([query, key])))


@model(needs=needs("ESN"))
def addons_esn(era):
    x = era.input((4, 3))
    return era.model(
        x,
        era.fan(
            x,
            add(era, "ESN", 5, name="last"),
            add(era, "ESN", 4, return_sequences=True, use_bias=False, activation="relu", name="sequences"),
        ),
    )


@model(needs=needs("ESN"), later=("ESN that leaks",))
def addons_esn_leaky(era):
    x = era.input((4, 3))
    return era.model(x, add(era, "ESN", 5, leaky=0.4, name="leaky")(x))


@model(
    needs=needs("NASCell"),
    later=("cells of tensorflow_addons",),
    lacks={"tf-2.3": "two of its weights get the same name"},
)
def addons_cells(era):
    x = era.input((4, 3))
    cells = ["ESNCell", "LayerNormLSTMCell", "LayerNormSimpleRNNCell", "NASCell", "PeepholeLSTMCell"]
    return era.model(x, era.fan(x, *[era.layer("RNN", add(era, name, 3), name=name.lower()) for name in cells]))


@model(needs=needs("MaxUnpooling2D", "CRF"), later=("layers of tensorflow_addons without a twin",))
def addons_refused(era):
    x = era.input((4, 3))
    images = era.input((2, 2, 3))
    places = era.input((2, 2, 3), data=era.random.randint(0, 4, (3, 2, 2, 3)).astype("int32") * 4, dtype="int32")
    crf = add(era, "CRF", 3, name="crf")(x)
    return era.model(
        [x, images, places],
        [
            crf[2],
            add(era, "MaxUnpooling2D", name="unpooling")(images, places),
        ],
    )


@model()
def addons_normalizations(era):
    x = era.input((4, 5, 6))
    return era.model(
        x,
        era.fan(
            x,
            add(era, "InstanceNormalization", epsilon=0.1, name="instance"),
            add(era, "InstanceNormalization", axis=1, scale=False, name="instance_rows"),
            add(era, "GroupNormalization", groups=3, name="group"),
            add(era, "GroupNormalization", groups=2, axis=1, center=False, name="group_rows"),
        ),
    )
