"""Random graphs of layers that make, pass, stop, merge and use masks; each model holds several, by its own seed."""

from __future__ import absolute_import

from models import model
from models_differences.masks import GATED, embedded, otherwise_padded, sequence

GRAPHS = 6
ELSEWHERE = {
    era: "recorded in the newest version only"
    for era in ("keras-2.2.4", "keras-2.3.1", "tf-1.14", "tf-2.0", "tf-2.3", "tf-2.6", "tf-2.10", "tf-2.13", "tf-2.15")
}
MERGES = ("Add", "Subtract", "Average", "Multiply", "Maximum", "Minimum", "Concatenate", "Joined")
PASSING = (
    ("Dense", {"units": 3, "activation": "tanh"}),
    ("Activation", {"activation": "hard_sigmoid"}),
    ("BatchNormalization", {}),
    ("LayerNormalization", {}),
    ("LeakyReLU", {"alpha": 0.2}),
    ("ReLU", {"negative_slope": 0.1}),
    ("SpatialDropout1D", {"rate": 0.3}),
    ("UnitNormalization", {}),
)
STOPPING = (
    ("Conv1D", {"filters": 3, "kernel_size": 2, "padding": "same"}),
    ("Identity", {}),
    ("Rescaling", {"scale": 0.7, "offset": 0.1}),
    ("Reshape", {"target_shape": (6, 3)}),
)
USING = (
    ("LSTM", dict(GATED, units=3, return_sequences=True)),
    ("GRU", dict(GATED, units=3, return_sequences=True, go_backwards=True)),
    ("SimpleRNN", {"units": 3, "return_sequences": True}),
)
LAST = (("LSTM", dict(GATED, units=2)), ("GRU", dict(GATED, units=2)), ("GlobalAveragePooling1D", {}))


class Grower(object):
    """Grows one graph: `pool` holds sequences of six vectors of three numbers."""

    def __init__(self, era, label, pool):
        self.era, self.random, self.label, self.pool, self.count = era, era.random, label, list(pool), 0

    def pick(self, choices):
        return choices[self.random.randint(len(choices))]

    def layer(self, class_name, *args, **kwargs):
        self.count += 1
        return self.era.layer(class_name, *args, name="{}_{}".format(self.label, self.count), **kwargs)

    def one(self):
        return self.pool[max(self.random.randint(len(self.pool)), self.random.randint(len(self.pool)))]

    def merge(self):
        kind, several = self.pick(MERGES), [self.one() for _ in range(self.random.randint(2, 4))]
        if kind == "Subtract":
            several = several[:2]
        if kind == "Joined":
            joined = self.layer("Concatenate", axis=1)([self.era.layer("Dense", 1)(one) for one in several[:2]])
            return self.layer("Attention")([self.pool[-1], self.layer("Dense", 3)(joined)])
        merged = self.layer(kind)(several)
        return self.layer("Dense", 3)(merged) if kind == "Concatenate" else merged

    def inner(self):
        """An inner model that merges what it is called on."""
        first, second = self.era.keras.layers.Input((6, 3)), self.era.keras.layers.Input((6, 3))
        merged = self.layer(self.pick(MERGES[:6]))([self.layer("Dense", 3)(first), second])
        return self.era.keras.models.Model([first, second], merged)([self.one(), self.one()])

    def grow(self):
        kind = self.pick(("merge", "merge", "pass", "pass", "stop", "use", "both", "inner", "steps"))
        if kind in ("merge", "inner"):
            return getattr(self, kind)()
        if kind == "both":
            inner = self.era.layer("LSTM", 3, return_sequences=True, **GATED)
            return self.layer("Bidirectional", inner, merge_mode=self.pick(("sum", "ave", "mul")))(self.one())
        if kind == "steps":
            return self.layer("TimeDistributed", self.era.layer("Dense", 3))(self.one())
        class_name, kwargs = self.pick({"pass": PASSING, "stop": STOPPING, "use": USING}[kind])
        return self.layer(class_name, **kwargs)(self.one())

    def graph(self, steps):
        for _ in range(steps):
            self.pool.append(self.grow())
        class_name, kwargs = self.pick(LAST)
        return self.layer(class_name, **kwargs)(self.pool[-1])


def random_masks(era):
    tokens, others, x, y = era.tokens(6, 9), otherwise_padded(era, 6), era.input((6, 3)), sequence(era, 6, 3)
    pool = [x, embedded(era, tokens, "one"), embedded(era, others, "two"), era.layer("Masking", -1.5, name="three")(y)]
    outputs = [Grower(era, "graph{}".format(index), pool).graph(3 + index) for index in range(GRAPHS)]
    return era.model([tokens, others, x, y], outputs)


for letter in "abcdefgh":

    def build(era):
        return random_masks(era)

    build.__name__ = str("random_masks_" + letter)
    model(needs=("MultiHeadAttention", "Identity"), lacks=ELSEWHERE)(build)
