from __future__ import annotations

from tests.source.migrating import after


def test_decorator_goes() -> None:
    assert after("import tensorflow as tf\n@tf.function\ndef f(x):\n    return x\n") == "def f(x):\n    return x\n"
    with_arguments = "import tensorflow as tf\n@tf.function(experimental_relax_shapes=True)\ndef f(x):\n    return x\n"
    assert after(with_arguments) == "def f(x):\n    return x\n"


def test_functions_that_stay_on_tensorflow_keep_it() -> None:
    code = "import tensorflow as tf\n@tf.function\ndef f(x):\n    with tf.GradientTape() as tape:\n        return x\n"
    assert after(code) == code


def test_other_decorators_stay() -> None:
    assert after("import tensorflow as tf\n@staticmethod\ndef f(x):\n    return tf.abs(x)\n").endswith(
        "@staticmethod\ndef f(x):\n    return ops.abs(x)\n"
    )
