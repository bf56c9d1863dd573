"""Every family against real Keras 3: its classes, arguments, and the order of its variables."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Source
from rekeras.training._family import Each, Era, Own, Saved
from rekeras.training.saved_optimizer import families, family_of
from rekeras.training.translate import translate
from tests.rule_cases import SOURCE

OPTIONS: dict[str, list[dict[str, Any]]] = {
    "SGD": [{}, {"momentum": 0.5}, {"momentum": 0.5, "nesterov": True, "use_ema": True}],
    "RMSprop": [{}, {"centered": True}, {"momentum": 0.5}, {"momentum": 0.5, "centered": True}],
    "Adam": [{}, {"amsgrad": True}, {"gradient_accumulation_steps": 2, "use_ema": True}],
}
NAMES = sorted(name for family in families().values() for name in family.classes)
CASES = sorted({(name, index) for name in NAMES for index in range(len(OPTIONS.get(name, [{}])))})
SHAPES = ((4, 3), (3,), (3, 2, 5))


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize(("name", "index"), CASES)
def test_arguments_and_variables_are_those_of_keras(name: str, index: int) -> None:
    import keras  # noqa: PLC0415 - takes long

    family, options = families()[name.lower()], OPTIONS.get(name, [{}])[index]
    made = getattr(keras.optimizers, name)(**options)
    variables = [keras.Variable(keras.ops.zeros(shape)) for shape in SHAPES]
    made.build(variables)
    saved = Saved(name, made.get_config(), Era.KERAS_3, (3, 15))
    assert family_of(saved) is family
    translated = translate(saved, family)
    assert translated.findings == ()
    assert translated.config == {
        key: value for key, value in made.get_config().items() if value is not None or key in translated.config
    }
    shapes: list[tuple[int, ...]] = []
    for part in translated.layout:
        if isinstance(part, Own):
            shapes.append(())
        else:
            shapes += [part.shape(word, shape) or () for shape in SHAPES for word in part.words]
    assert shapes == [tuple(variable.shape) for variable in made.variables]
    known = {word for part in translated.layout if isinstance(part, Each) for word in part.words}
    assert set(family.words) <= known | {"velocity_hat", "momentum", "average_gradient"}


@pytest.mark.parametrize("name", ["Adam", "adam", "Custom>Adam", "Addons>AdamW"])
def test_names_of_every_era(name: str) -> None:
    assert family_of(Saved(name.rpartition(">")[2], {}, Era.V2)) is families()["adam"]


def test_a_class_of_somebodys_own_has_no_family() -> None:
    assert family_of(Saved("MyAdam", {}, Era.V2)) is None


def stored(name: str, era: Era, source: Source = SOURCE, **config: Any) -> list[tuple[str, ...]]:
    family = families()[name]
    parts = family.stored(Saved(name, config, era, source.version))
    return [part.words if isinstance(part, Each) else (part.word,) for part in parts]


def test_what_each_era_stored_of_adam() -> None:
    moments = [("iterations",), ("momentum",), ("velocity",)]
    assert stored("adam", Era.V2) == moments
    assert stored("adam", Era.V2, amsgrad=True) == [*moments, ("velocity_hat",)]
    assert stored("adam", Era.KERAS) == moments
    assert stored("adam", Era.KERAS, amsgrad=False) == [*moments, ("velocity_hat",)], "one number for each, unused"
    assert stored("adam", Era.NEW) == [("momentum", "velocity")]


def test_epsilon_moves_into_the_root() -> None:
    for name in ("rmsprop", "adagrad"):
        family = families()[name]
        translated = translate(Saved(name, {"lr": 0.1, "epsilon": 1e-3}, Era.KERAS), family)
        assert translated.config["epsilon"] == pytest.approx(1e-6)
        assert [finding.code for finding in translated.findings] == ["optimizer_epsilon"]
        new = translate(Saved(name, {"learning_rate": 0.1, "epsilon": 1e-3}, Era.NEW), family)
        assert (new.config["epsilon"], new.findings) == (1e-3, ())


def test_the_product_of_nadam_follows_from_its_steps() -> None:
    family = families()["nadam"]
    saved = Saved("Nadam", {"beta_1": 0.9}, Era.KERAS_3, (3, 15))
    first, second = 0.9 * (1 - 0.5 * 0.96), 0.9 * (1 - 0.5 * 0.96**2)
    assert family.derived(saved, 2, 5)["u_product"] == pytest.approx(first * second)
    graph = Saved("Nadam", {"beta_1": 0.9}, Era.NEW)
    assert family.derived(graph, 2, 5)["u_product"] == pytest.approx((first * second) ** 5)
