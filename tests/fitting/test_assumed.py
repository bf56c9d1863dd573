from __future__ import annotations

from rekeras.records import Severity
from rekeras.weights import put_weights
from tests.fitting.cases import architecture, weights


def test_asks_how_the_gates_of_old_weights_worked() -> None:
    report = put_weights(weights("text_hard"), architecture("text_reset_before"))
    doubtful = [finding for finding in report.findings if finding.code == "gates_assumed"]
    assert [finding.where for finding in doubtful] == ["gru", "both / forward_layer", "both / backward_layer"]
    assert all(finding.severity is Severity.ATTENTION for finding in doubtful)
    assert "it was 'hard_sigmoid' in Keras 2.2.4" in doubtful[0].found
    assert report.needs_a_person


def test_does_not_ask_where_the_architecture_says_what_was_the_default() -> None:
    assert not put_weights(weights("text_hard"), architecture("text_hard")).needs_a_person


def test_does_not_ask_of_later_weights() -> None:
    assert not put_weights(weights("text_reset_before", "tf-2.15"), architecture("text_reset_before")).needs_a_person


def test_asks_for_the_slope_where_nobody_knows_which_keras_it_was() -> None:
    report = put_weights(weights("text_hard", "tf-2.15", ".weights.h5"), architecture("text_hard"))
    doubtful = [finding.where for finding in report.findings if finding.code == "slope_assumed"]
    assert doubtful == ["gru", "both / forward_layer", "both / backward_layer"]


def test_names_of_layers_tell_keras_3() -> None:
    report = put_weights(weights("text_hard", "keras-3.15", ".weights.h5"), architecture("text_hard"))
    assert not report.findings
    assert report.source_format.endswith("Keras 3")
