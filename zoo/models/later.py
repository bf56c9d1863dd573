"""What Keras 3 has no more: removed layers, Lambda, TensorFlow operations as layers.

Recorded all the same; `later` in the manifest names what a conversion has to bring.
"""

from __future__ import absolute_import

from lambda_source import functions
from models import model

GATED = {"recurrent_activation": "sigmoid"}


@model(needs=("LocallyConnected1D",), later=("LocallyConnected1D",))
def locally_connected_1d(era):
    x = era.input((7, 3))
    outputs = era.fan(
        x,
        era.layer("LocallyConnected1D", 4, 2, name="plain"),
        era.layer("LocallyConnected1D", 2, 3, strides=2, use_bias=False, activation="tanh", name="strides"),
        era.layer("LocallyConnected1D", 2, 2, implementation=2, name="implementation_2"),
    )
    return era.model(x, outputs)


@model(needs=("LocallyConnected2D",), later=("LocallyConnected2D",))
def locally_connected_2d(era):
    x = era.input((4, 5, 2))
    outputs = era.fan(
        x,
        era.layer("LocallyConnected2D", 3, (2, 3), name="plain"),
        era.layer("LocallyConnected2D", 2, 2, strides=(1, 2), use_bias=False, activation="relu", name="strides"),
        era.layer("LocallyConnected2D", 2, 2, implementation=2, name="implementation_2"),
    )
    return era.model(x, outputs)


@model(needs=("LocallyConnected1D.implementation",), later=("LocallyConnected1D", "LocallyConnected2D"),
       lacks={"tf-1.14": "implementations 1 and 2 only"})
def locally_connected_sparse(era):
    """Implementation 3 keeps only the weights that are not zero."""
    x, y = era.input((6, 3)), era.input((4, 5, 2))
    first = era.layer("LocallyConnected1D", 2, 2, implementation=3, padding="same", name="one")(x)
    second = era.layer("LocallyConnected2D", 2, 3, implementation=3, padding="same", name="two")(y)
    return era.model([x, y], [first, second])


@model(needs=("ThresholdedReLU",), later=("ThresholdedReLU",))
def thresholded_relu(era):
    x = era.input((5,))
    return era.model(x, era.layer("ThresholdedReLU", theta=0.4, name="theta")(era.layer("Dense", 4)(x)))


@model(needs=("RandomWidth",), later=("RandomHeight", "RandomWidth"))
def random_width_height(era):
    x = era.input((6, 5, 3))
    h = era.layer("RandomWidth", 0.3, name="width")(era.layer("RandomHeight", 0.2, name="height")(x))
    return era.model(x, era.layer("GlobalAveragePooling2D")(era.layer("Conv2D", 4, 2)(h)))


@model(needs=("SyncBatchNormalization",), later=("SyncBatchNormalization",))
def sync_batch_normalization(era):
    x = era.input((4, 5))
    return era.model(x, era.layer("SyncBatchNormalization", axis=1, epsilon=0.02, name="sync")(x))


@model(needs=("MaxoutDense", "Highway"), later=("MaxoutDense", "Highway"))
def maxout_highway(era):
    x = era.input((5,))
    h = era.layer("MaxoutDense", 4, nb_feature=3, name="maxout")(x)
    return era.model(x, [h, era.layer("Highway", activation="tanh", name="highway")(h)])


@model(needs=("Lambda",), later=("Lambda",))
def lambda_python(era):
    from_source = functions(era)
    x = era.input((4, 3))
    doubled = era.layer("Lambda", from_source["doubled"], name="doubled")(x)
    first = era.layer("Lambda", from_source["first"], name="first", output_shape=(3,))(doubled)
    return era.model(x, [doubled, era.layer("Dense", 2)(first)])


@model(needs=("Lambda",), later=("Lambda",))
def lambda_named(era):
    """A function with a name of its own."""
    x = era.input((4, 3))
    square = era.layer("Lambda", functions(era)["square"], name="square", output_shape=(4, 3))
    return era.model(x, square(era.layer("Dense", 3)(x)))


@model(needs=("Lambda",), later=("Lambda",))
def lambda_backend(era):
    """As the older scripts wrote them: the backend's functions, arguments, several inputs."""
    from_source = functions(era)
    x, y = era.input((4, 3)), era.input((4, 3))
    mean = era.layer("Lambda", from_source["mean"], output_shape=(3,), name="mean")(x)
    scaled = era.layer("Lambda", from_source["scaled"], arguments={"by": 0.3}, output_shape=(4, 3), name="scaled")(x)
    gap = era.layer("Lambda", from_source["gap"], output_shape=(4, 3), name="gap")([x, y])
    return era.model([x, y], [mean, scaled, gap])


NOT_YET = {era: "operations on Keras tensors are no layers here" for era in
           ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14")}


@model(later=("TFOpLambda", "TensorFlowOpLayer"), lacks=NOT_YET)
def operations(era):
    """Operators and TensorFlow functions called on Keras tensors."""
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    total = h + 2.0 * y
    mean = tf.reduce_mean(total, axis=1)
    joined = tf.concat([h, tf.nn.relu(y)], axis=-1)
    return era.model([x, y], [total, mean, joined, tf.matmul(h, y, transpose_b=True)])


@model(later=("SlicingOpLambda", "TensorFlowOpLayer"), lacks=NOT_YET)
def slicing(era):
    x = era.input((6, 4))
    h = era.layer("Dense", 5, name="dense")(x)
    return era.model(x, [h[:, 1:4], h[:, ::2, -1], h[:, 0]])


@model(needs=("DenseFeatures",), later=("DenseFeatures",),
       lacks={era: "its model of feature columns cannot be saved as HDF5" for era in ("tf-1.14",)})
def dense_features(era):
    import tensorflow as tf

    age = era.input((1,), name="age")
    size = era.input((2,), name="size")
    columns = [tf.feature_column.numeric_column("age"), tf.feature_column.numeric_column("size", shape=(2,))]
    features = era.layer("DenseFeatures", columns, name="features")({"age": age, "size": size})
    return era.model([age, size], era.layer("Dense", 3)(features))


NO_GPU = {era: "TensorFlow 1 runs no graph that holds a CuDNN layer without a GPU" for era in
          ("keras-2.2.4", "keras-2.3.1", "tf-1.14")}
NO_GPU["keras-2.0.8"] = "CuDNN layers came with 2.0.9"


@model(needs=("GRU",), later=("CuDNNLSTM", "CuDNNGRU"), lacks=NO_GPU)
def cudnn(era):
    """CuDNN layers run on GPUs only: the outputs are those of the LSTM and GRU of this era that hold the same weights.

    The framework itself converts the weights from one to the other, so the numbers are its own.
    """
    lstm, gru = cudnn_classes(era)
    x = era.keras.layers.Input(shape=(5, 4))
    h = lstm(3, return_sequences=True, name="lstm")(x)
    model = era.model(x, gru(2, name="gru")(h))
    y = era.input((5, 4))
    h = era.layer("LSTM", 3, return_sequences=True, name="lstm", **GATED)(y)
    twin = era.model(y, era.layer("GRU", 2, reset_after=True, name="gru", **GATED)(h))
    return era.computed_by(model, twin)


def cudnn_classes(era):
    if not era.tf(2, 0):
        return era.keras.layers.CuDNNLSTM, era.keras.layers.CuDNNGRU
    import tensorflow as tf

    layers = tf.compat.v1.keras.layers
    return layers.CuDNNLSTM, layers.CuDNNGRU
