from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons

IMPORT = "from keras import backend as K"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("x = K.image_dim_ordering() == 'th'", 'x = keras.config.image_data_format() == "channels_first"'),
        ("x = K.image_dim_ordering() != 'tf'", 'x = keras.config.image_data_format() != "channels_last"'),
        ("x = K.image_dim_ordering()", 'x = "th" if keras.config.image_data_format() == "channels_first" else "tf"'),
        ("K.set_image_dim_ordering('th')", 'keras.config.set_image_data_format("channels_first")'),
        ("x = ordering == 'th'", "x = ordering == 'th'"),
    ],
)
def test_words(before: str, now: str) -> None:
    assert line(before, IMPORT) == now


def test_unknown_word_is_refused() -> None:
    assert reasons(f"{IMPORT}\nK.set_image_dim_ordering(x)") == [
        "Keras 3 says channels_first for th, and channels_last for tf"
    ]
