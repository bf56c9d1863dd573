from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.rules.addons_echo_state import rule
from tests.rule_cases import check_noop, check_refused, layer, upgraded


def esn(**config: object) -> Layer:
    shapes = {"recurrent_kernel": (5, 5), "kernel": (3, 5)}
    return replace(
        layer("ESN", "own", shapes, units=5, use_bias=False, spectral_radius=0.9, **config), package="Addons"
    )


def test_becomes_a_frozen_simple_rnn() -> None:
    after = upgraded(esn(leaky=1), rule)
    assert (after.class_name, after.config["trainable"], list(after.weights)) == (
        *("SimpleRNN", False),
        ["kernel", "recurrent_kernel"],
    )
    assert "spectral_radius" not in after.config


def test_refuses_leaks() -> None:
    check_refused(esn(leaky=0.5), rule, "echo_state_leaks")


def test_leaves_namesakes_alone() -> None:
    check_noop(replace(esn(), package=""), rule)
