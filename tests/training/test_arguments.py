from __future__ import annotations

from typing import Any

import pytest

from rekeras.records import Severity
from rekeras.training._family import Era, Saved
from rekeras.training.arguments import COMMON, arguments

OWN = {"momentum": 0.0, "epsilon": 1e-7}


def given(era: Era = Era.V2, /, **config: Any) -> dict[str, Any]:
    return dict(arguments(Saved("SGD", config, era), OWN).config)


def test_the_rate_under_both_of_its_names() -> None:
    assert given(lr=0.3)["learning_rate"] == given(learning_rate=0.3)["learning_rate"] == 0.3


def test_a_name_alone_has_the_rate_of_its_class() -> None:
    assert given()["learning_rate"] == 0.01
    assert arguments(Saved("Adam", {}, Era.NEW), OWN).config["learning_rate"] == 0.001


@pytest.mark.parametrize("config", [{"learning_rate": "fast"}, {"momentum": "much"}, {"use_ema": 3}, {"epsilon": [1]}])
def test_nonsense_is_left_out_and_said(config: dict[str, Any]) -> None:
    found = arguments(Saved("SGD", config, Era.NEW), OWN)
    assert [finding.code for finding in found.findings] == ["optimizer_argument"]
    assert {**found.config} == {**arguments(Saved("SGD", {}, Era.NEW), OWN).config}


def test_every_argument_stands_there() -> None:
    assert given(name="SGD", learning_rate=1).keys() == {"name", "learning_rate", *COMMON, *OWN}


def test_decay_becomes_a_schedule() -> None:
    rate = given(learning_rate=0.1, decay=0.2)["learning_rate"]
    assert (rate["class_name"], rate["config"]["decay_rate"]) == ("InverseTimeDecay", 0.2)
    assert given(learning_rate=0.1, decay=0.0)["learning_rate"] == 0.1


def test_the_decay_of_nadam_is_not_that_of_its_rate() -> None:
    found = arguments(Saved("Nadam", {"learning_rate": 0.1, "decay": 0.004}, Era.V2), OWN)
    assert found.config["learning_rate"] == 0.1


def test_epsilon_none_is_that_of_the_backend() -> None:
    assert given(epsilon=None)["epsilon"] == 1e-7


def test_clipnorm_was_of_all_gradients_together() -> None:
    assert given(Era.KERAS, clipnorm=0.5)["global_clipnorm"] == 0.5
    assert given(Era.KERAS, clipnorm=0.5)["clipnorm"] is None
    assert given(Era.V2, clipnorm=0.5)["clipnorm"] == 0.5


def test_clipping_in_two_ways_says_which_is_left_out() -> None:
    found = arguments(Saved("SGD", {"clipnorm": 0.5, "clipvalue": 0.1}, Era.KERAS), OWN)
    assert (found.config["global_clipnorm"], found.config["clipvalue"]) == (0.5, None)
    assert [finding.code for finding in found.findings] == ["optimizer_clipping"]


def test_newer_arguments_stand_there_only_with_a_value() -> None:
    assert "loss_scale_factor" not in given(Era.KERAS_3, loss_scale_factor=None)
    assert given(Era.KERAS_3, loss_scale_factor=8.0)["loss_scale_factor"] == 8.0


@pytest.mark.parametrize("key", ["warp", "centered"])
def test_an_unknown_argument_is_a_finding(key: str) -> None:
    (finding,) = arguments(Saved("SGD", {key: 3, "jit_compile": True}, Era.NEW), OWN).findings
    assert (finding.code, finding.severity) == ("optimizer_argument", Severity.ATTENTION)
    assert f"{key}=3" in finding.found


def test_whether_tensorflow_2_0_clipped_is_not_known() -> None:
    def codes(version: tuple[int, ...]) -> list[str]:
        saved = Saved("SGD", {"learning_rate": 0.1, "clipnorm": 0.5}, Era.V2, version)
        return [finding.code for finding in arguments(saved, OWN).findings]

    assert codes((2, 2, 4)) == ["optimizer_clipping"]
    assert codes((2, 4, 0)) == []
