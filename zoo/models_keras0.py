"""Models of Keras 0.3: each function gets random numbers, and returns a model and its inputs."""

from __future__ import absolute_import

from keras.layers.advanced_activations import ELU, LeakyReLU, ParametricSoftplus, PReLU, SReLU, ThresholdedReLU
from keras.layers.convolutional import AveragePooling2D, Convolution1D, Convolution2D, MaxPooling1D, MaxPooling2D
from keras.layers.convolutional import UpSampling2D, ZeroPadding2D
from keras.layers.core import Activation, Dense, Dropout, Flatten, Highway, Masking, MaxoutDense, Merge, Permute
from keras.layers.core import RepeatVector, Reshape, TimeDistributedDense
from keras.layers.embeddings import Embedding
from keras.layers.noise import GaussianDropout, GaussianNoise
from keras.layers.normalization import BatchNormalization
from keras.layers.recurrent import GRU, LSTM, SimpleRNN
from keras.models import Graph, Sequential

MODELS = {}


def model(function):
    MODELS[function.__name__] = function
    return function


def chain(*layers):
    found = Sequential()
    for layer in layers:
        found.add(layer)
    return found


@model
def dense(random):
    layers = [
        Dense(5, input_dim=4, activation="tanh", W_regularizer="l2"), Dropout(0.3), GaussianNoise(0.1),
        BatchNormalization(), Dense(6, activation="relu", b_constraint="nonneg"), GaussianDropout(0.2),
        Dense(3, activation="softmax", name="last"),
    ]
    return chain(*layers), [random.normal(size=(3, 4))]


@model
def activations(random):
    layers = [
        Dense(5, input_shape=(4,)), LeakyReLU(0.2), Dense(4), ELU(0.7), Dense(5), PReLU(), Dense(3),
        ParametricSoftplus(), Dense(4), SReLU(), Dense(6), ThresholdedReLU(0.2), Dense(3, activation="hard_sigmoid"),
    ]
    return chain(*layers), [random.normal(size=(3, 4))]


@model
def maxout_highway(random):
    return chain(MaxoutDense(4, nb_feature=3, input_dim=5), Highway(activation="tanh"), Dense(2)), [random.normal(size=(3, 5))]


@model
def reshaping(random):
    layers = [Permute((2, 1), input_shape=(4, 6)), Reshape((8, 3)), Flatten(), Dense(3), RepeatVector(2)]
    return chain(*layers), [random.normal(size=(3, 4, 6))]


@model
def text_classifier(random):
    tokens = random.randint(1, 9, (3, 7))
    tokens[0, :2] = tokens[1, 5:] = 0
    layers = [
        Embedding(9, 4, input_length=7, mask_zero=True),
        LSTM(5, return_sequences=True), LSTM(3, inner_activation="sigmoid"), Dense(1, activation="sigmoid"),
    ]
    return chain(*layers), [tokens]


@model
def recurrent(random):
    layers = [
        GRU(4, return_sequences=True, input_shape=(5, 3), inner_activation="sigmoid"),
        TimeDistributedDense(3, activation="relu"),
        SimpleRNN(4, return_sequences=True), LSTM(3, go_backwards=True, forget_bias_init="one"),
    ]
    return chain(*layers), [random.normal(size=(3, 5, 3))]


@model
def masking(random):
    data = random.normal(size=(3, 5, 4))
    data[0, :2] = data[1, 3:] = 0
    return chain(Masking(0.0, input_shape=(5, 4)), GRU(3)), [data]


@model
def conv_net(random):
    layers = [
        ZeroPadding2D((1, 2), input_shape=(3, 6, 7)), Convolution2D(4, 2, 3, activation="relu"),
        MaxPooling2D((2, 2)), Convolution2D(3, 3, 3, border_mode="same"), AveragePooling2D((2, 1)),
        UpSampling2D((1, 2)), BatchNormalization(axis=1), Flatten(), Dense(2, activation="softmax"),
    ]
    return chain(*layers), [random.normal(size=(3, 3, 6, 7))]


@model
def conv1d(random):
    layers = [
        Convolution1D(3, 2, input_dim=4, input_length=9, activation="relu"), MaxPooling1D(2),
        Convolution1D(2, 3, border_mode="same"), Flatten(), Dense(2),
    ]
    return chain(*layers), [random.normal(size=(3, 9, 4))]


@model
def merge_models(random):
    left = chain(Dense(3, input_dim=4, activation="tanh"))
    right = chain(Dense(3, input_dim=5), Activation("sigmoid"))
    arrays = [random.normal(size=(3, 4)), random.normal(size=(3, 5))]
    return chain(Merge([left, right], mode="concat"), Dense(2)), arrays


@model
def graph(random):
    found = Graph()
    found.add_input("a", input_shape=(4,))
    found.add_input("b", input_shape=(5,))
    found.add_node(Dense(3, activation="tanh"), name="left", input="a")
    found.add_node(Dense(3), name="right", input="b")
    found.add_node(Dense(4), name="both", inputs=["left", "right", "a"], merge_mode="concat")
    found.add_node(BatchNormalization(), name="normal", inputs=["left", "right"], merge_mode="mul")
    found.add_node(Activation("tanh"), name="shown", input="normal", create_output=True)
    found.add_output("out", input="both")
    found.add_output("added", inputs=["left", "right"], merge_mode="sum")
    return found, [random.normal(size=(3, 4)), random.normal(size=(3, 5))]
