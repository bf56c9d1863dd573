from __future__ import annotations

import pytest

from tests.source.migrating import line, migrated, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("m.fit_generator(g, 10, 3)", "m.fit(g, steps_per_epoch=10, epochs=3)"),
        ("m.fit_generator(generator=g, nb_epoch=3, workers=2, pickle_safe=True)", "m.fit(g, epochs=3)"),
        ("m.evaluate_generator(g, 5, max_queue_size=3)", "m.evaluate(g, steps=5)"),
        ("m.predict_generator(g, 5, verbose=1)", "m.predict(g, steps=5, verbose=1)"),
        ("m.fit(x, y, nb_epoch=3, verbose=0)", "m.fit(x, y, epochs=3, verbose=0)"),
        ("m.fit(x, y, epochs=2, workers=4)", "m.fit(x, y, epochs=2)"),
        ("forest.fit(x, workers=4)", "forest.fit(x, workers=4)"),
        ("forest.fit(x, y)", "forest.fit(x, y)"),
        ("m.compile('sgd', 'mse', experimental_run_tf_function=False)", "m.compile('sgd', 'mse')"),
        ("re.compile('x')", "re.compile('x')"),
        ("self.compiled_loss(y, p, regularization_losses=self.losses)", "self.compute_loss(y=y, y_pred=p)"),
    ],
)
def test_calls(before: str, now: str) -> None:
    assert line(before) == now


def test_numbers_of_samples_are_refused() -> None:
    result = migrated("import keras\nm.fit_generator(g, samples_per_epoch=100, nb_epoch=3)")
    assert result.after.endswith("m.fit(g, samples_per_epoch=100, epochs=3)")
    assert [each.reason for each in result.findings] == [
        "samples_per_epoch counts samples; steps_per_epoch counts batches"
    ]


def test_what_models_no_longer_do() -> None:
    assert reasons(
        "import keras\nm.predict_classes(x)\nm.predict_proba(x, batch_size=3)\nm.compile(target_tensors=t)"
    ) == [
        "models of Keras 3 have no predict_classes",
        "models of Keras 3 have no predict_proba",
        "compile takes no target_tensors in Keras 3",
    ]
