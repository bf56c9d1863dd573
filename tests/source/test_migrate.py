"""Imports and names, and what is left of them when the code under them was migrated."""

from __future__ import annotations

import pytest

from rekeras.source.migrate import NotPythonError, migrate
from tests.source.migrating import after, migrated, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("from tensorflow.keras.layers import Dense\nDense(3)", "from keras.layers import Dense\nDense(3)"),
        ("from tensorflow import keras as k\nk.layers.Dense(3)", "import keras as k\nk.layers.Dense(3)"),
        ("import tensorflow.keras as k\nk.layers.Dense(3)", "import keras as k\nk.layers.Dense(3)"),
        ("import tensorflow.keras.layers as L\nL.Dense(3)", "import keras.layers as L\nL.Dense(3)"),
        ("import tensorflow.keras\ntensorflow.keras.Input(3)", "import keras\nkeras.Input(3)"),
        ("import tensorflow as tf\ntf.keras.layers.Dense(3)", "import keras\nkeras.layers.Dense(3)"),
        ("import tf_keras as keras\nkeras.Input(3)", "import keras\nkeras.Input(3)"),
        ("from keras.engine.topology import Layer as L\nL()", "from keras.layers import Layer as L\nL()"),
        ("from keras.engine import training as t\nt.Model()", "from keras import models as t\nt.Model()"),
        ("import keras.engine as KE\nKE.Layer()", "import keras.layers as KE\nKE.Layer()"),
        ("from keras.layers.core import *\nDense(3)", "from keras.layers import *\nDense(3)"),
        ("from keras.utils import np_utils\nnp_utils.f(y)", "from keras import utils as np_utils\nnp_utils.f(y)"),
        ("from keras.layers import Convolution2D as C\nC(3, 3)", "from keras.layers import Conv2D as C\nC(3, 3)"),
        ("import tensorflow as tf\ntfk = tf.keras\ntfk.Input(3)", "import keras as tfk\ntfk.Input(3)"),
        ("from tensorflow.keras import backend as K\nK.sum(x)", "from keras import ops\nops.sum(x)"),
        ("from keras.backend import sum, abs\nsum(abs(x))", "from keras import ops\nops.sum(ops.abs(x))"),
        ("from keras.losses import mse\nf(mse)", "from keras.losses import mean_squared_error\nf(mean_squared_error)"),
    ],
)  # fmt: skip
def test_imports(before: str, now: str) -> None:
    assert after(before) == now


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    code = after("import tensorflow as tf\ndef f(ops, keras):\n    return tf.abs(ops), tf.keras.Input(3)")
    assert code.startswith("import keras as keras_3\nfrom keras import ops as keras_ops\n")
    assert "keras_ops.abs(ops), keras_3.Input(3)" in code


def test_imports_stay_that_something_uses() -> None:
    code = after("import tensorflow as tf\nx = tf.abs(1)\ny = tf.io.read_file(x)")
    assert code == "from keras import ops\nimport tensorflow as tf\nx = ops.abs(1)\ny = tf.io.read_file(x)"


def test_imports_of_a_try_go_as_a_whole() -> None:
    code = (
        "import os\n"
        "try:\n    from tensorflow.keras import backend as K\n"
        "except ImportError:\n    from keras import backend as K\n"
        "K.sum(os)\n"
    )
    assert after(code) == "import os\nfrom keras import ops\nops.sum(os)\n"


def test_imports_of_a_try_that_are_the_same_need_no_try() -> None:
    code = (
        "# layers\n"
        "try:\n    from tensorflow.keras.layers import Dense\nexcept ImportError:\n    from keras.layers import Dense\n"
        "Dense(3)\n"
    )
    assert after(code) == "# layers\nfrom keras.layers import Dense\nDense(3)\n"


def test_names_in_all_stay() -> None:
    code = 'from tensorflow.keras.layers import Dense\n__all__ = ["Dense"]\n'
    assert after(code) == 'from keras.layers import Dense\n__all__ = ["Dense"]\n'


def test_comments_and_format_stay() -> None:
    code = (
        '"""Doc."""\n\n# about tensorflow\nimport tensorflow as tf  # gone\n\n\n'
        "def f( x ):   # odd\n    return tf.abs(\n        x,  # this\n    )\n"
    )
    assert after(code) == (
        '"""Doc."""\n\n# about tensorflow\nfrom keras import ops\n\n\n'
        "def f( x ):   # odd\n    return ops.abs(\n        x,  # this\n    )\n"
    )


def test_imports_inside_functions() -> None:
    code = "def f(x):\n    import tensorflow as tf\n    return tf.abs(x)\n"
    assert after(code) == "from keras import ops\ndef f(x):\n    return ops.abs(x)\n"


def test_what_keras_3_does_not_have_is_said_once_for_each_place() -> None:
    result = migrated("from keras.layers import Highway\nfrom keras.preprocessing.text import Tokenizer\nHighway()")
    assert [(each.line, each.reason) for each in result.findings] == [
        (1, "Keras 3 has no keras.layers.Highway"),
        (3, "Keras 3 has no keras.layers.Highway"),
    ]


def test_code_that_does_not_know_keras_stays() -> None:
    code = "def fit_generator(x):\n    return x.fit_generator(1, lr=2)\n"
    assert migrate(code).after == code


def test_code_of_keras_3_stays() -> None:
    code = (
        "import keras\nfrom keras import ops\n\n\n"
        "@keras.saving.register_keras_serializable()\n"
        "class L(keras.layers.Layer):\n"
        "    def build(self, shape):\n"
        '        self.w = self.add_weight(shape=(3,), initializer="zeros", name="w")\n\n'
        "    def call(self, x, training=None):\n"
        "        return ops.matmul(x, self.w) if training else keras.activations.relu(x)\n"
    )
    result = migrated(code)
    assert (result.after, result.findings) == (code, ())


def test_line_ends_stay() -> None:
    assert after("import tensorflow as tf\r\nx = tf.abs(1)\r\n") == "from keras import ops\r\nx = ops.abs(1)\r\n"


def test_findings_name_their_line() -> None:
    result = migrated("import tensorflow as tf\n\n\ntf.io.read_file(x)\n")
    assert [(each.line, each.what) for each in result.findings] == [(4, "tf.io.read_file(x)")]


def test_no_python_says_where() -> None:
    with pytest.raises(NotPythonError, match="line 2 is not Python 3: print 'x'"):
        migrate("import keras\nprint 'x'\n")


def test_unknown_functions_of_tensorflow_are_findings() -> None:
    assert len(reasons("import tensorflow as tf\nf(tf.nothing_like_it)\ntf.nothing_like_it(x)")) == 2
