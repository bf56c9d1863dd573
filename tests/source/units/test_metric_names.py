from __future__ import annotations

import pytest

from tests.source.migrating import line

ASKED = "import keras\nm.compile('sgd', 'mse', metrics=['accuracy'])"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("h.history['val_acc']", "h.history['val_accuracy']"),
        ('logs["acc"]', 'logs["accuracy"]'),
        ("keras.callbacks.EarlyStopping('val_acc')", "keras.callbacks.EarlyStopping('val_accuracy')"),
        (
            "keras.callbacks.ModelCheckpoint('w{epoch}-{val_acc:.2f}.keras', monitor='val_acc')",
            "keras.callbacks.ModelCheckpoint('w{epoch}-{val_accuracy:.2f}.keras', monitor='val_accuracy')",
        ),
        ("words['acc']", "words['acc']"),
    ],
)
def test_accuracy_has_its_whole_name(before: str, now: str) -> None:
    assert line(before, ASKED) == now


def test_it_stays_where_acc_was_asked_for() -> None:
    assert line("h.history['acc']", "import keras\nm.compile(metrics=['acc'])") == "h.history['acc']"
