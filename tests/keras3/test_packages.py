"""Packages of others: told by registered name, module, or the name of a class."""

from __future__ import annotations

import pytest

from rekeras.keras3.packages import HERE, package_of, packages


@pytest.mark.parametrize(
    ("class_name", "registered", "name", "certain"),
    [
        ("Anything", "kapre.time_frequency", "kapre", True),
        ("Anything", "Addons", "tensorflow_addons", True),
        ("STFT", "", "kapre", False),
        ("TCN", HERE, "keras-tcn", False),
        ("QDense", "qkeras", "qkeras", True),
    ],
)
def test_a_class_is_of_the_package_that_it_says_or_that_has_one(
    class_name: str, registered: str, name: str, certain: bool
) -> None:
    known = package_of(class_name, registered)
    assert known is not None
    assert (known[0].name, known[1]) == (name, certain)


@pytest.mark.parametrize(("class_name", "registered"), [("MyLayer", ""), ("STFT", "my_layers")])
def test_a_class_of_ones_own_is_of_none(class_name: str, registered: str) -> None:
    assert package_of(class_name, registered) is None


def test_no_class_and_no_module_is_of_two_packages() -> None:
    for told in ("classes", "modules"):
        every = [name for package in packages() for name in getattr(package, told)]
        assert len(every) == len(set(every))


def test_a_package_has_classes_or_modules_and_versions_are_sentences() -> None:
    for package in packages():
        assert package.classes or package.modules
        assert not package.versions or package.versions.endswith((".", "903", "1119"))
