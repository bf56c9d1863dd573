from __future__ import annotations

import pytest

from tests.source.migrating import after, migrated, reasons

GENERATOR = "self.seed_generator = keras.random.SeedGenerator()"


def test_generator_stands_behind_the_base() -> None:
    code = after(
        "from keras import backend as K\nfrom keras.layers import Layer\n"
        "class Noise(Layer):\n"
        "    def __init__(self, rate, **kwargs):\n"
        "        super(Noise, self).__init__(**kwargs)\n        self.rate = rate\n\n"
        "    def call(self, x):\n        return K.dropout(x, self.rate) + K.random_normal(K.shape(x))\n"
    )
    assert f"        super(Noise, self).__init__(**kwargs)\n        {GENERATOR}\n        self.rate = rate\n" in code
    assert code.count("seed=self.seed_generator") == 2


def test_a_class_without_init_gets_one() -> None:
    code = after(
        "import tensorflow as tf\n"
        'class Noise(tf.keras.layers.Layer):\n    """Adds noise."""\n    def call(self, x):\n'
        "        return x + tf.random.normal(tf.shape(x))\n"
    )
    assert code == (
        'import keras\nfrom keras import ops\nclass Noise(keras.layers.Layer):\n    """Adds noise."""\n\n'
        "    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n"
        f"        {GENERATOR}\n\n"
        "    def call(self, x):\n        return x + keras.random.normal(ops.shape(x), seed=self.seed_generator)\n"
    )


@pytest.mark.parametrize(
    "code",
    [
        "x = tf.random.normal((2,))",
        "class I(tf.keras.initializers.Initializer):\n    def __call__(self, s):\n        return tf.random.normal(s)",
    ],
)
def test_what_no_backend_compiles_needs_none(code: str) -> None:
    result = migrated(f"import tensorflow as tf\n{code}")
    assert "seed" not in result.after
    assert not result.findings


def test_functions_outside_layers_are_findings() -> None:
    assert reasons("from keras import backend as K\ndef sample(x):\n    return K.random_normal((2,))") == [
        "JAX compiles random numbers only with a seed that a layer holds"
    ]
