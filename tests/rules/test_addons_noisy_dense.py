from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_noisy_dense import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer


def noisy(*names: str) -> Layer:
    shapes: dict[str, tuple[int, ...]] = {
        f"{part}_{name}": (3, 2) if name == "kernel" else (2,) for name in names for part in ("sigma", "mu", "eps")
    }
    own = layer("NoisyDense", "own", shapes, units=2, sigma=0.5, use_factorised=True, use_bias="bias" in names)
    return replace(own, package="Addons")


@pytest.mark.parametrize("names", [("kernel", "bias"), ("kernel",)])
def test_folds_the_noise_in(names: tuple[str, ...]) -> None:
    before = noisy(*names)
    after, _changes, (finding,) = apply_rule(rule, before, SOURCE)
    assert (after.class_name, tuple(after.weights), finding.code) == ("Dense", names, "noise_ended")
    assert "sigma" not in after.config
    for name in names:
        mu, sigma, eps = (before.weights[f"{part}_{name}"].read() for part in ("mu", "sigma", "eps"))
        np.testing.assert_allclose(after.weights[name].read(), mu + sigma * eps, rtol=1e-6)
    check_noop(after, rule)


def test_leaves_what_keeps_no_noise_alone() -> None:
    before = noisy("kernel")
    check_noop(replace(before, weights={"mu_kernel": before.weights["mu_kernel"]}), rule)
    check_noop(replace(before, package=""), rule)
